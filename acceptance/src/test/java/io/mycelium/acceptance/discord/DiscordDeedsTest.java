package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.Outcome;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people can do in Discord beside its own commands: lines, forms, menus, mentions, edits.
@NeedsNode
@Timeout(120)
class DiscordDeedsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static DiscordStage stage;
  private static DiscordPerson ada;
  private static String channel;

  @BeforeAll
  static void start() {
    stage = DiscordStage.in(folder);
    ada = stage.person("ada");
    channel = stage.channel();
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @AfterEach
  void nobodyWaitsAndNothingWasRefused() {
    await().atMost(SOON).untilAsserted(() -> assertThat(stage.discord().waiting()).isEmpty());
    assertThat(stage.discord().invalid()).isEmpty();
  }

  private static Seen sees(Predicate<Seen> fits) {
    return await()
        .atMost(SOON)
        .until(() -> ada.channel(channel).stream().filter(fits).toList(), found -> !found.isEmpty())
        .getLast();
  }

  private static Seen card(String title) {
    return sees(seen -> !seen.ephemeral() && seen.embeds().toString().contains(title));
  }

  private static String room() {
    RunningGateway gateway = stage.stage().gateway();
    return gateway.call(gateway.operatorKey(), "room-read", "{}").reply().toString();
  }

  @Test
  void aLineRunsAnyCommand() {
    Outcome outcome =
        ada.slash(channel, "mycelium", Map.of("command", "task create 'paint the fence'"));

    assertThat(outcome.acknowledged()).isTrue();
    card("paint the fence");
  }

  @Test
  void aCommandsNameAloneOpensItsForm() {
    Outcome outcome = ada.slash(channel, "mycelium", Map.of("command", "task create"));

    ada.submit(channel, outcome.form().orElseThrow(), Map.of("title", "water the garden"));

    card("water the garden");
  }

  @Test
  void aFormTakesAFile() throws IOException {
    Path sheet = Files.writeString(folder.resolve("harvest.csv"), "apples;3\n");
    ada.slash(channel, "mycelium", Map.of("command", "say ?"));
    Seen offer = sees(seen -> seen.ephemeral() && seen.buttons().contains("Fill in"));
    JsonNode form = ada.press(offer, "Fill in").form().orElseThrow();

    ada.submit(channel, form, Map.of("text", "the harvest", "file", sheet.toString()));

    Seen post = sees(seen -> seen.content().contains("the harvest") && !seen.files().isEmpty());
    assertThat(ada.open(post, "harvest.csv")).isEqualTo(Files.readAllBytes(sheet));
  }

  @Test
  void whatDoesNotFitIsAskedForOnceMore() {
    Outcome outcome = ada.slash(channel, "mycelium", Map.of("command", "task show"));
    ada.submit(channel, outcome.form().orElseThrow(), Map.of("task", "no number"));
    Seen refused = sees(seen -> seen.ephemeral() && seen.buttons().contains("Try again"));

    Outcome again = ada.press(refused, "Try again");

    assertThat(again.form().orElseThrow().toString()).contains("no number");
  }

  @Test
  void aMessageBecomesATaskByItsMenu() {
    String said = ada.say(channel, "the gate squeaks");

    ada.menu(sees(seen -> seen.id().equals(said)), "Make a task of it");

    card("the gate squeaks");
  }

  @Test
  void aMentionIsACommand() {
    ada.say(channel, "<@%s> task create 'sweep the yard'".formatted(stage.discord().bot()));

    card("sweep the yard");
  }

  @Test
  void editsAndDeletionsReachTheRoom() {
    String said = ada.say(channel, "the relese is at ten");
    await().atMost(SOON).until(() -> room().contains("the relese is at ten"));

    ada.edit(channel, said, "the release is at noon");
    await().atMost(SOON).until(() -> room().contains("the release is at noon"));
    ada.delete(channel, said);

    await().atMost(SOON).until(() -> !room().contains("the release is at noon"));
  }

  @Test
  void everybodyIsNotCalledFromTheRoom() {
    RunningGateway gateway = stage.stage().gateway();

    gateway.call(
        gateway.operatorKey(),
        "say",
        Json.object().put("text", "wake up @everyone and @ada").toString());

    Seen seen = sees(each -> each.content().contains("wake up"));
    assertThat(seen.content()).contains("<@" + ada.id() + ">").doesNotContain("@everyone");
    assertThat(posted("wake up")).allMatch(body -> body.contains("\"parse\":[]"));
  }

  private static List<String> posted(String words) {
    return stage.discord().requests().stream()
        .map(request -> request.body())
        .filter(body -> body.contains(words))
        .toList();
  }
}
