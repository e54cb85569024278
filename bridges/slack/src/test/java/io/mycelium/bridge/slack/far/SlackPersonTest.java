package io.mycelium.bridge.slack.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person does arrives as Slack sends it, and what an app does is seen.
final class SlackPersonTest {
  private static final String PLAIN = "{\"type\":\"plain_text\",\"text\":\"%s\"}";
  private static final String OPTION = "{\"text\":" + PLAIN + ",\"value\":\"%s\"}";

  private SlackDouble slack;
  private MethodsClient app;
  private Listener listener;
  private SlackPerson ada;
  private String general;

  @BeforeEach
  void start() throws Exception {
    slack = SlackDouble.start();
    ada = slack.team().person("ada");
    general = slack.team().channel("general");
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.api().toString());
    Slack client = Slack.getInstance(config);
    app = client.methods(slack.team().botToken());
    listener =
        new Listener(client.methods().appsConnectionsOpen(r -> r.token(slack.appToken())).getUrl());
    assertThat(listener.opens()).isTrue();
    await().until(() -> listener.heard("hello").size() == 1);
  }

  @AfterEach
  void stop() {
    slack.close();
    assertThat(slack.invalidBlocks()).isEmpty();
  }

  private static String plain(String text) {
    return PLAIN.formatted(text);
  }

  private static String option(String text, String value) {
    return OPTION.formatted(text, value);
  }

  /// What reaches the app of a gesture, acknowledged with an answer.
  private JsonObject reached(Supplier<Ack> gesture, JsonObject... answers) {
    int before = listener.heard("interactive").size() + listener.heard("slash_commands").size();
    CompletableFuture<Ack> ack = CompletableFuture.supplyAsync(gesture);
    JsonObject last = new JsonObject();
    for (int i = 0; i < Math.max(1, answers.length); i++) {
      int nth = before + i + 1;
      await()
          .until(() ->
              listener.heard("interactive").size() + listener.heard("slash_commands").size()
                  == nth);
      last = listener.heard("interactive").getLast();
      listener.acknowledge(last, i < answers.length ? Optional.of(answers[i]) : Optional.empty());
    }
    assertThat(ack.join().inTime()).isTrue();
    return last.getAsJsonObject("payload");
  }

  @Test
  void aChoiceCarriesItsOption() throws Exception {
    String blocks =
        "[{\"type\":\"section\",\"text\":"
            + plain("size")
            + ",\"accessory\":{\"type\":\"static_select\",\"placeholder\":"
            + plain("How big")
            + ",\"options\":["
            + option("Large", "l")
            + ","
            + option("Small", "s")
            + "]}},{\"type\":\"actions\",\"elements\":[{\"type\":\"overflow\",\"options\":["
            + option("Later", "z")
            + "]}]}]";
    app.chatPostMessage(r -> r.channel(general).text("size").blocksAsString(blocks));
    Seen card = ada.channel("general").getFirst();

    JsonObject chosen = reached(() -> ada.choose(card, "How big", "Small"));
    JsonObject more = reached(() -> ada.choose(card, "", "Later"));

    JsonObject action = Tree.objects(chosen, "actions").findFirst().orElseThrow();
    assertThat(Tree.text(action, "selected_option", "value")).isEqualTo("s");
    assertThat(
            Tree.text(
                Tree.objects(more, "actions").findFirst().orElseThrow(),
                "selected_option",
                "value"))
        .isEqualTo("z");
  }

  @Test
  void everyInputOfAFormArrives() throws Exception {
    slack.team().person("bob");
    String file = ada.upload("a.csv", new byte[] {1});
    JsonObject shortcut = reached(() -> ada.shortcut("new"));
    String view =
        "{\"type\":\"modal\",\"callback_id\":\"f\",\"title\":"
            + plain("F")
            + ",\"submit\":"
            + plain("Go")
            + ",\"blocks\":["
            + String.join(
                ",",
                input(
                    "Words",
                    "{\"type\":\"plain_text_input\",\"max_length\":5,\"action_id\":\"a\"}"),
                input(
                    "Number",
                    "{\"type\":\"number_input\",\"is_decimal_allowed\":false,\"action_id\":\"a\"}"),
                input(
                    "Size",
                    "{\"type\":\"static_select\",\"action_id\":\"a\",\"options\":["
                        + option("Large", "l")
                        + "]}"),
                input(
                    "Flags",
                    "{\"type\":\"checkboxes\",\"action_id\":\"a\",\"options\":["
                        + option("Really", "r")
                        + "]}"),
                input("Who", "{\"type\":\"users_select\",\"action_id\":\"a\"}"),
                input("Where", "{\"type\":\"conversations_select\",\"action_id\":\"a\"}"),
                input("Task", "{\"type\":\"external_select\",\"action_id\":\"a\"}"),
                input("Sheet", "{\"type\":\"file_input\",\"action_id\":\"a\"}"))
            + "]}";
    app.viewsOpen(r -> r.triggerId(Tree.text(shortcut, "trigger_id")).viewAsString(view));
    Map<String, String> given =
        Map.of(
            "Words",
            "five5",
            "Number",
            "7",
            "Size",
            "Large",
            "Flags",
            "Really",
            "Who",
            "bob",
            "Where",
            "general",
            "Task",
            "#12 roof",
            "Sheet",
            file);

    JsonObject offered =
        JsonParser.parseString("{\"options\":[" + option("#12 roof", "12") + "]}")
            .getAsJsonObject();
    JsonObject sent = reached(() -> ada.submit(given), offered, new JsonObject());

    JsonObject values = Tree.at(sent, "view", "state", "values").getAsJsonObject();
    assertThat(Tree.text(values, "Words", "a", "value")).isEqualTo("five5");
    assertThat(Tree.text(values, "Size", "a", "selected_option", "value")).isEqualTo("l");
    assertThat(Tree.objects(values, "Flags", "a", "selected_options")).hasSize(1);
    assertThat(Tree.text(values, "Who", "a", "selected_user"))
        .isEqualTo(slack.team().person("bob").id());
    assertThat(Tree.text(values, "Where", "a", "selected_conversation")).isEqualTo(general);
    assertThat(Tree.text(values, "Task", "a", "selected_option", "value")).isEqualTo("12");
    assertThat(Tree.objects(values, "Sheet", "a", "files")).hasSize(1);
    assertThat(ada.modal()).isEmpty();
  }

  private static String input(String label, String element) {
    return "{\"type\":\"input\",\"block_id\":\""
        + label
        + "\",\"label\":"
        + plain(label)
        + ",\"element\":"
        + element
        + "}";
  }

  @Test
  void aFormIsNotSentIncomplete() throws Exception {
    JsonObject shortcut = reached(() -> ada.shortcut("new"));
    String view =
        "{\"type\":\"modal\",\"title\":"
            + plain("F")
            + ",\"submit\":"
            + plain("Go")
            + ",\"blocks\":["
            + input("Words", "{\"type\":\"plain_text_input\",\"max_length\":5}")
            + "]}";
    app.viewsOpen(r -> r.triggerId(Tree.text(shortcut, "trigger_id")).viewAsString(view));

    assertThatThrownBy(() -> ada.submit(Map.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ada.submit(Map.of("Words", "sixsix")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHomeTabIsPublishedAndPressed() throws Exception {
    ada.openHome();
    await().until(() -> listener.events("app_home_opened").size() == 1);
    String view =
        "{\"type\":\"home\",\"blocks\":[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":"
            + plain("Mine")
            + "}]}]}";

    app.viewsPublish(r -> r.userId(ada.id()).viewAsString(view));
    JsonObject pressed = reached(() -> ada.pressAtHome("Mine"));

    assertThat(Tree.text(pressed, "container", "type")).isEqualTo("view");
    assertThat(ada.home().orElseThrow().buttons()).containsExactly("Mine");
  }

  @Test
  void typedNamesBecomeMarkup() {
    SlackPerson bob = slack.team().person("bob");

    ada.say("general", "@bob see #general at https://example.com/a & tell @channel or me@bob");

    assertThat(ada.channel("general").getFirst().text())
        .isEqualTo(
            "<@"
                + bob.id()
                + "> see <#"
                + general
                + "|general> at <https://example.com/a> &amp; tell <!channel> or me@bob");
  }

  @Test
  void threadsAndDeletedRootsAreAsInSlack() throws Exception {
    String root = ada.say("general", "root");
    ada.sayInThread("general", root, "reply");

    ada.delete("general", root);

    assertThat(ada.channel("general"))
        .extracting(Seen::text)
        .containsExactly("This message was deleted.");
    assertThat(ada.thread("general", root)).extracting(Seen::text).containsExactly("reply");
    assertThat(app.chatUpdate(r -> r.channel(general).ts(root).text("x")).getError())
        .isEqualTo("message_not_found");
  }

  @Test
  void historyIsPagedWithMetadataWhereAsked() throws Exception {
    Message.Metadata metadata = new Message.Metadata("delivery", Map.of("id", "d1"));
    String first =
        app.chatPostMessage(r -> r.channel(general).text("1").metadata(metadata)).getTs();
    ada.say("general", "2");
    ada.say("general", "3");

    var newest =
        app.conversationsHistory(r -> r.channel(general).limit(2).includeAllMetadata(true));
    var older =
        app.conversationsHistory(r ->
            r.channel(general)
                .limit(2)
                .includeAllMetadata(true)
                .cursor(newest.getResponseMetadata().getNextCursor()));
    var since = app.conversationsHistory(r -> r.channel(general).oldest(first));

    assertThat(newest.getMessages()).extracting(Message::getText).containsExactly("3", "2");
    assertThat(newest.isHasMore()).isTrue();
    assertThat(older.getMessages().getFirst().getMetadata().getEventPayload())
        .containsEntry("id", "d1");
    assertThat(since.getMessages()).extracting(Message::getText).containsExactly("3", "2");
  }

  @Test
  void workspacesDoNotMix() throws Exception {
    Team other = slack.anotherTeam("other");
    other.person("eve").say("general", "elsewhere");

    await().until(() -> listener.events("message").size() == 1);
    assertThat(Tree.text(listener.events("message").getFirst(), "payload", "team_id"))
        .isEqualTo(other.id());
    assertThat(app.conversationsHistory(r -> r.channel(general)).getMessages()).isEmpty();
    assertThat(ada.channel("general")).isEmpty();
  }

  @Test
  void privateChannelsAreHiddenFromWhoIsNotInThem() throws Exception {
    String secret = slack.team().privateChannel("secret", "ada");
    assertThat(app.conversationsInfo(r -> r.channel(secret)).isOk()).isTrue();

    slack.team().removeApp("secret");
    slack.team().removeApp("general");

    assertThat(app.conversationsInfo(r -> r.channel(secret)).getError())
        .isEqualTo("channel_not_found");
    assertThat(app.chatPostMessage(r -> r.channel(general).text("x")).getError())
        .isEqualTo("not_in_channel");
    slack.team().grant("channels:join");
    assertThat(app.conversationsJoin(r -> r.channel(general)).isOk()).isTrue();
    assertThat(app.chatPostMessage(r -> r.channel(general).text("x")).isOk()).isTrue();
  }
}
