package io.mycelium.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.bridge.Stage;
import io.mycelium.acceptance.discord.DiscordStage;
import io.mycelium.acceptance.running.SignInLinks;
import io.mycelium.acceptance.slack.SlackStage;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.fixture.NeedsNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// One room in three chats: olga is on Slack, ada on Discord, and a browser looks on.
@NeedsChromium
@NeedsNode
@Timeout(240)
class OneRoomInThreeChatsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHANNEL = SlackStage.CHANNEL;
  private static final double UNHURRIED = 100;

  @TempDir static Path folder;
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  private static SlackDouble slack;
  private static DiscordTwin discord;
  private static Stage stage;
  private static SlackPerson olga;
  private static DiscordPerson ada;

  @BeforeAll
  static void start() {
    slack = SlackDouble.unhurried();
    slack.limits().speedUp(UNHURRIED);
    discord = DiscordTwin.unhurried();
    discord.limits().speedUp(UNHURRIED);
    stage =
        Stage.in(
            folder,
            Stream.of(SlackStage.options(slack, folder), DiscordStage.options(discord, folder))
                .flatMap(Stream::of)
                .toArray(String[]::new));
    stage.show(SlackStage.channelOf(slack));
    stage.show(DiscordStage.channelOf(discord));
    olga = slack.team().person("olga");
    ada = discord.person("ada");
    SlackStage.claim(olga, stage);
    DiscordStage.claim(ada, discord, stage);
  }

  @AfterAll
  static void stop() {
    stage.close();
    discord.close();
    slack.close();
  }

  @AfterEach
  void nothingWasLateOrRefused() {
    assertThat(slack.late()).isEmpty();
    assertThat(slack.invalidBlocks()).isEmpty();
    assertThat(discord.waiting()).isEmpty();
    assertThat(discord.invalid()).isEmpty();
  }

  private static String place() {
    return discord.channel("general");
  }

  private static <T> T soon(Callable<Optional<T>> what) {
    return await().pollInSameThread().atMost(SOON).until(what, Optional::isPresent).orElseThrow();
  }

  private static Seen onSlack(String... words) {
    return soon(() ->
        olga.channel(CHANNEL).stream()
            .filter(seen -> List.of(words).stream().allMatch(seen.words()::contains))
            .reduce((_, later) -> later));
  }

  private static io.mycelium.bridge.discord.far.Seen onDiscord(String... words) {
    return soon(() ->
        ada.channel(place()).stream()
            .filter(seen -> List.of(words).stream().allMatch(seen.words()::contains))
            .reduce((_, later) -> later));
  }

  @Test
  void whatOneAsksForOnSlackAnotherGrantsOnDiscordAndAllSeeWhatCameOfIt() {
    var onlooker = new WebMember(BROWSERS.open(Device.DESK));
    onlooker.person().signIn(SignInLinks.renewed(stage.gateway(), "olga"));
    String repository = stage.work().resolve("project").toString();

    olga.slash(CHANNEL, "/mycelium release-notes --repo " + repository + " --title Chorus");
    Seen card = onSlack("Chorus", "pending");
    ada.press(onDiscord("Chorus", "pending"), "Grant");

    onSlack("Chorus", "done");
    onDiscord("Chorus", "done");
    soon(() ->
        onlooker.room().stream()
            .filter(shown -> shown.says("Chorus") && shown.state().equals("done"))
            .findFirst());
    assertThat(onSlack("Chorus", "done").words()).contains("ada");
    assertThat(onSlack("Chorus", "done").buttons()).doesNotContain("Grant", "Deny");
    soon(() ->
        olga.thread(CHANNEL, card.ts()).stream()
            .filter(seen -> !seen.files().isEmpty())
            .findFirst());
    soon(() ->
        ada.channel(onDiscord("Chorus", "done").id()).stream()
            .filter(seen -> seen.files().keySet().stream().anyMatch(n -> n.endsWith(".md")))
            .findFirst());
    Shown shown = soon(() -> onlooker.room().stream().filter(s -> s.says("Chorus")).findFirst());
    soon(() -> onlooker.thread(shown).stream().filter(s -> !s.files().isEmpty()).findFirst());
  }

  @Test
  void wordsGoOnceFromOneToTheOthersAndCallNobodyByAccident() {
    olga.say(CHANNEL, "from slack, @channel and *bold*");
    ada.say(place(), "from discord, @everyone");

    var there = onDiscord("from slack");
    assertThat(there.words()).contains("olga").contains("**bold**");
    assertThat(there.words()).doesNotContain("@everyone").doesNotContain("@here");
    Seen here = onSlack("from discord");
    assertThat(here.words()).contains("ada");
    assertThat(here.blocks().toString()).doesNotContain("<!");
    assertThat(olga.channel(CHANNEL)).filteredOn(s -> s.words().contains("from slack")).hasSize(1);
    assertThat(ada.channel(place())).filteredOn(s -> s.words().contains("from discord")).hasSize(1);
  }

  @Test
  void aThreadIsOneInAllOfThem() {
    String root = olga.say(CHANNEL, "who sings tonight?");
    var there = onDiscord("who sings tonight?");

    olga.sayInThread(CHANNEL, root, "the usual ones");
    soon(() ->
        ada.channel(there.id()).stream()
            .filter(s -> s.words().contains("the usual ones"))
            .findFirst());
    ada.say(there.id(), "me too");

    soon(() ->
        olga.thread(CHANNEL, root).stream().filter(s -> s.words().contains("me too")).findFirst());
  }

  @Test
  void onePersonWithTwoAccountsStaysOne() {
    DiscordPerson alsoOlga = discord.person("olga");
    DiscordStage.claim(alsoOlga, discord, stage);
    String repository = stage.work().resolve("project").toString();
    olga.slash(CHANNEL, "/mycelium release-notes --repo " + repository + " --title Solo");

    alsoOlga.press(onDiscord("Solo", "pending"), "Grant");

    soon(() ->
        alsoOlga.alone(place()).stream().filter(s -> s.words().contains("yourself")).findFirst());
    assertThat(onSlack("Solo").words()).contains("pending");
  }
}
