package io.mycelium.bridge.discord.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.fixture.NeedsNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// JDA as the application of the twin.
@NeedsNode
final class DiscordTwinTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /// So that each test has a channel of its own.
  private static final AtomicInteger CHANNELS = new AtomicInteger();

  private static DiscordTwin twin;
  private static JdaBot bot;

  private DiscordPerson ada;
  private String general;

  @TempDir Path own;

  @BeforeAll
  static void start() throws InterruptedException {
    twin = DiscordTwin.start();
    bot = new JdaBot(twin);
  }

  @AfterAll
  static void stop() {
    bot.close();
    twin.close();
    assertThat(twin.invalid()).isEmpty();
  }

  @BeforeEach
  void enter() {
    ada = twin.person("ada");
    general = twin.channel("room-" + CHANNELS.incrementAndGet());
    await().atMost(SOON).until(() -> channel() != null);
  }

  private TextChannel channel() {
    return bot.jda.getTextChannelById(general);
  }

  private Seen sees(DiscordPerson person, String words) {
    return await()
        .atMost(SOON)
        .until(
            () -> person.channel(general).stream().filter(s -> s.words().contains(words)).toList(),
            found -> !found.isEmpty())
        .getLast();
  }

  @Test
  void aCommandIsAnsweredForOneAndForAll() throws Exception {
    DiscordPerson bob = twin.person("bob");
    Path sheet = Files.writeString(own.resolve("a.csv"), "a;b");

    Outcome outcome =
        ada.slash(
            general, "task create", Map.of("title", "roof", "size", 3, "who", bob, "sheet", sheet));

    assertThat(outcome.acknowledged()).isTrue();
    assertThat(sees(ada, "made roof 3 bob").ephemeral()).isTrue();
    assertThat(sees(bob, "card roof 3 bob").buttons()).containsExactly("Grant");
    assertThat(bob.channel(general)).noneMatch(s -> s.words().contains("made"));
    assertThat(bot.heard).contains("a.csv");
    assertThat(twin.waiting()).isEmpty();
  }

  @Test
  void aPressChangesTheMessageForAll() {
    ada.slash(general, "task create", Map.of("title", "roof"));
    DiscordPerson bob = twin.person("bob");

    bob.press(sees(bob, "card roof"), "Grant");

    assertThat(sees(ada, "granted by bob").buttons()).isEmpty();
    assertThat(ada.channel(general)).noneMatch(s -> s.words().contains("card"));
  }

  @Test
  void aFormIsFilledIn() {
    Outcome asked = ada.slash(general, "task ask", Map.of());

    ada.submit(general, asked.form().orElseThrow(), Map.of("Reason", "rain"));

    sees(ada, "because rain");
  }

  @Test
  void suggestionsAndMenusWork() {
    assertThat(ada.suggestions(general, "task create", Map.of("title", "x", "tag", "ur"), "tag"))
        .containsExactly("ur-one");
    ada.say(general, "worth keeping");

    ada.menu(sees(ada, "worth keeping"), "Keep");

    assertThat(sees(ada, "kept worth keeping").ephemeral()).isTrue();
  }

  @Test
  void whatPeopleDoIsTold() {
    String message = ada.say(general, "hello <@" + twin.bot() + ">");
    ada.react(general, message, "\uD83C\uDF89");
    ada.edit(general, message, "good bye");
    ada.delete(general, message);

    await()
        .atMost(SOON)
        .until(() ->
            bot.heard.containsAll(
                List.of(
                    "mention hello <@" + twin.bot() + ">",
                    "reaction \uD83C\uDF89",
                    "edit good bye",
                    "delete " + message)));
    assertThat(ada.channel(general)).isEmpty();
  }

  @Test
  void filesGoBothWays() {
    channel()
        .sendFiles(FileUpload.fromData("a;b".getBytes(StandardCharsets.UTF_8), "a.csv"))
        .complete();
    ada.attach(general, "b.txt", "from ada".getBytes(StandardCharsets.UTF_8), "see this");

    Seen sent = ada.channel(general).getFirst();
    assertThat(ada.open(sent, "a.csv")).isEqualTo("a;b".getBytes(StandardCharsets.UTF_8));
    List<Message> history = channel().getHistory().retrievePast(1).complete();
    assertThat(history.getFirst().getAttachments().getFirst().getProxy().download().join())
        .hasBinaryContent("from ada".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whoIsWrittenToAloneSeesItAlone() {
    ada.say(ada.talk(), "between us");
    await().atMost(SOON).until(() -> bot.heard.contains("message between us"));

    bot.jda
        .openPrivateChannelById(ada.id())
        .flatMap(talk -> talk.sendMessage("for ada alone"))
        .complete();

    assertThat(ada.channel(ada.talk()))
        .extracting(Seen::content)
        .containsExactly("between us", "for ada alone");
    assertThat(twin.person("bob").channel(general)).isEmpty();
  }

  @Test
  void whoTakesNoMessagesCannotBeWrittenTo() {
    DiscordPerson shy = twin.person("shy");
    shy.takesMessages(false);

    assertThatThrownBy(() ->
            bot.jda
                .openPrivateChannelById(shy.id())
                .flatMap(talk -> talk.sendMessage("hello"))
                .complete())
        .hasMessageContaining("50007");

    assertThat(shy.channel(shy.talk())).isEmpty();
  }

  @Test
  void threadsAreChannelsOfTheirOwn() {
    ada.say(general, "let us talk");
    String thread = ada.thread(sees(ada, "let us talk"), "talk");
    await().atMost(SOON).until(() -> bot.jda.getThreadChannelById(thread) != null);

    bot.jda.getThreadChannelById(thread).sendMessage("in it").complete();

    assertThat(ada.channel(thread)).extracting(Seen::content).containsExactly("in it");
    assertThat(ada.channel(general)).noneMatch(s -> s.content().equals("in it"));
  }

  @Test
  void aChoiceInASelectCarriesItsValue() {
    StringSelectMenu menu =
        StringSelectMenu.create("size").setPlaceholder("How big").addOption("Large", "l").build();
    channel().sendMessage("choose").addComponents(ActionRow.of(menu)).complete();

    ada.choose(sees(ada, "choose"), "How big", List.of("Large"));

    sees(ada, "chose l");
  }

  @Test
  void theOtherGuildIsAPlaceOfItsOwn() {
    String lobby = twin.channel(twin.otherGuild(), "lobby");

    bot.jda.getTextChannelById(lobby).sendMessage("over there").complete();

    assertThat(twin.person(twin.otherGuild(), "ada").channel(lobby)).hasSize(1);
    assertThat(ada.channel(general)).isEmpty();
  }

  @Test
  void rolesAreToldWithWhatSomebodyDoes() {
    String role = twin.role(ada, "ops");

    ada.slash(general, "task create", Map.of("title", "roof"));

    assertThat(bot.heard).contains("roles [" + role + "]");
  }
}
