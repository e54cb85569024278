package io.mycelium.bridge.slack.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the double refuses, loses and repeats.
final class SlackDoubleFaultsTest {
  private static final String BUTTON =
      "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"}}]}]";
  private static final String MODAL =
      "{\"type\":\"modal\",\"title\":{\"type\":\"plain_text\",\"text\":\"T\"},"
          + "\"blocks\":[{\"type\":\"divider\"}]}";

  private final HttpClient http = HttpClient.newHttpClient();
  private SlackDouble slack;
  private Slack client;
  private MethodsClient app;
  private SlackPerson ada;
  private String general;

  @BeforeEach
  void start() {
    slack = SlackDouble.start();
    ada = slack.team().person("ada");
    general = slack.team().channel("general");
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.api().toString());
    client = Slack.getInstance(config, new SlackHttpClient(unrepeated(config)));
    app = client.methods(slack.team().botToken());
  }

  @AfterEach
  void stop() {
    slack.close();
  }

  /// By itself the client sends a call again whose answer is lost on a connection that it had.
  private static OkHttpClient unrepeated(SlackConfig config) {
    return SlackHttpClient.buildOkHttpClient(config)
        .newBuilder()
        .retryOnConnectionFailure(false)
        .build();
  }

  private Listener listener() throws Exception {
    Listener listener = new Listener(address());
    assertThat(listener.opens()).isTrue();
    await().until(() -> listener.heard("hello").size() == 1);
    return listener;
  }

  private String address() throws IOException, SlackApiException {
    return client.methods().appsConnectionsOpen(r -> r.token(slack.appToken())).getUrl();
  }

  private ChatPostMessageResponse post(String text) throws IOException, SlackApiException {
    return app.chatPostMessage(r -> r.channel(general).text(text));
  }

  @Test
  void moreThanAChannelTakesIsRefusedForAWhile() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(post("burst").isOk()).isTrue();
    }

    assertThatThrownBy(() -> post("too much"))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            refused -> {
              assertThat(refused.getResponse().code()).isEqualTo(429);
              assertThat(refused.getResponse().header("Retry-After")).isEqualTo("1");
            });

    slack.pass(Duration.ofSeconds(1));
    assertThat(post("later").isOk()).isTrue();
  }

  @Test
  void aSpedUpDoubleTakesMore() throws Exception {
    slack.limits().speedUp(1_000);

    for (int i = 0; i < 200; i++) {
      assertThat(post("quick").isOk()).isTrue();
    }

    assertThat(ada.channel("general")).hasSize(200);
  }

  @Test
  void aTicketIsGoodOnce() throws Exception {
    String address = address();

    assertThat(new Listener(address).opens()).isTrue();

    assertThat(new Listener(address).opens()).isFalse();
  }

  @Test
  void anEnvelopeGoesToOneSocket() throws Exception {
    Listener one = listener();
    Listener other = listener();

    ada.say("general", "first");
    ada.say("general", "second");

    await().until(() -> one.events("message").size() + other.events("message").size() == 2);
    assertThat(one.events("message")).hasSize(1);
  }

  @Test
  void aTriggerIsGoodOnceAndNotForLong() throws Exception {
    Listener listener = listener();
    String first = trigger(listener, 1);

    assertThat(open(first)).isEmpty();
    assertThat(open(first)).isEqualTo("exchanged_trigger_id");
    assertThat(open("12345")).isEqualTo("invalid_trigger_id");
    String second = trigger(listener, 2);
    slack.pass(Duration.ofSeconds(4));
    assertThat(open(second)).isEqualTo("expired_trigger_id");
    assertThat(ada.modal()).isPresent();
  }

  private String trigger(Listener listener, int number) {
    CompletableFuture<Ack> slash = ada.slashing("general", "/mycelium x");
    await().until(() -> listener.heard("slash_commands").size() == number);
    JsonObject envelope = listener.heard("slash_commands").getLast();
    listener.acknowledge(envelope, Optional.empty());
    assertThat(slash.join().inTime()).isTrue();
    return Tree.text(envelope, "payload", "trigger_id");
  }

  private String open(String trigger) throws IOException, SlackApiException {
    return error(app.viewsOpen(r -> r.triggerId(trigger).viewAsString(MODAL)));
  }

  private static String error(SlackApiTextResponse answer) {
    return answer.isOk() ? "" : answer.getError();
  }

  @Test
  void anEventThatIsNotAcknowledgedComesAgain() throws Exception {
    Listener listener = listener();
    slack.faults().redeliversAfter(Duration.ofMillis(50));

    ada.say("general", "hear me");

    await().until(() -> listener.events("message").size() == 2);
    List<JsonObject> came = listener.events("message");
    assertThat(came.getLast().get("retry_attempt").getAsInt()).isEqualTo(1);
    assertThat(Tree.text(came.getLast(), "retry_reason")).isEqualTo("timeout");
    assertThat(Tree.text(came.getLast(), "payload", "event_id"))
        .isEqualTo(Tree.text(came.getFirst(), "payload", "event_id"));
    assertThat(slack.late()).extracting(Envelope::attempt).containsExactly(0);
  }

  @Test
  void aCommandThatIsNotAcknowledgedFailsForWhoTypedIt() throws Exception {
    listener();

    Ack ack = ada.slash("general", "/mycelium x");

    assertThat(ack.inTime()).isFalse();
    assertThat(ada.notices()).hasSize(1);
    assertThat(slack.late()).hasSize(1);
  }

  @Test
  void everythingComesTwiceWhenAskedTo() throws Exception {
    Listener listener = listener();
    slack.faults().deliversTwice(true);

    ada.say("general", "hello");

    await().until(() -> listener.events("message").size() == 2);
    assertThat(listener.events("message").getFirst())
        .isEqualTo(listener.events("message").getLast());
  }

  @Test
  void eventsOvertakeEachOtherWhenAskedTo() throws Exception {
    Listener listener = listener();
    slack.faults().outOfOrder(true);

    ada.say("general", "first");
    ada.say("general", "second");

    await().until(() -> listener.events("message").size() == 2);
    assertThat(listener.events("message"))
        .extracting(frame -> Tree.text(frame, "payload", "event", "text"))
        .containsExactly("second", "first");
  }

  @Test
  void aLostAnswerIsOfWorkThatWasDone() {
    slack.faults().losesAnswers("chat.postMessage", 1);

    assertThatThrownBy(() -> post("did it work?")).isInstanceOf(IOException.class);

    assertThat(ada.channel("general")).extracting(Seen::text).containsExactly("did it work?");
  }

  @Test
  void plannedRefusalsEnd() throws Exception {
    slack.faults().refuses("chat.update", Duration.ofSeconds(7), 1);
    slack.faults().fails("chat.postMessage", "internal_error", 1);

    assertThat(error(post("x"))).isEqualTo("internal_error");
    String ts = post("y").getTs();
    assertThatThrownBy(() -> app.chatUpdate(r -> r.channel(general).ts(ts).text("z")))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            refused -> assertThat(refused.getResponse().header("Retry-After")).isEqualTo("7"));
    assertThat(app.chatUpdate(r -> r.channel(general).ts(ts).text("z")).isOk()).isTrue();
  }

  @Test
  void anOutageRefusesConnectionsUntilItEnds() throws Exception {
    Listener listener = listener();
    slack.goDown();

    assertThatThrownBy(() -> post("x")).isInstanceOf(IOException.class);
    await().until(listener::isClosed);
    ada.say("general", "said meanwhile");

    slack.comeBack();
    assertThat(slack.undelivered()).hasSize(1);
    List<Message> missed = app.conversationsHistory(r -> r.channel(general)).getMessages();
    assertThat(missed).extracting(Message::getText).containsExactly("said meanwhile");
  }

  @Test
  void aRevokedTokenEndsAndIsTold() throws Exception {
    Listener listener = listener();

    slack.team().uninstall();

    assertThat(error(app.authTest(r -> r))).isEqualTo("token_revoked");
    assertThat(error(client.methods("xoxb-nobody").authTest(r -> r))).isEqualTo("invalid_auth");
    await().until(() -> listener.events("app_uninstalled").size() == 1);
    assertThat(listener.events("tokens_revoked")).hasSize(1);
  }

  @Test
  void blocksThatSlackRefusesAreRefusedAndListed() throws Exception {
    String green = BUTTON.replace("\"Go\"}", "\"Go\"},\"style\":\"green\"");
    String tooLong = BUTTON.replace("Go", "g".repeat(76));

    assertThat(error(app.chatPostMessage(r -> r.channel(general).blocksAsString(BUTTON))))
        .isEmpty();
    assertThat(error(app.chatPostMessage(r -> r.channel(general).blocksAsString(green))))
        .isEqualTo("invalid_blocks");
    assertThat(error(app.chatPostMessage(r -> r.channel(general).blocksAsString(tooLong))))
        .isEqualTo("invalid_blocks");

    assertThat(slack.invalidBlocks()).hasSize(2);
  }

  @Test
  void anAnswerAddressIsGoodFiveTimesAndForHalfAnHour() throws Exception {
    Listener listener = listener();
    trigger(listener, 1);
    String used = Tree.text(listener.heard("slash_commands").getLast(), "payload", "response_url");
    for (int i = 0; i < 5; i++) {
      assertThat(respond(used)).isEqualTo("ok");
    }
    assertThat(respond(used)).contains("used_url");

    trigger(listener, 2);
    slack.pass(Duration.ofMinutes(31));
    String old = Tree.text(listener.heard("slash_commands").getLast(), "payload", "response_url");
    assertThat(respond(old)).contains("expired_url");
    assertThat(ada.alone()).hasSize(5);
  }

  private String respond(String address) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"answer\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void filesGoBothWays() throws Exception {
    app.filesUploadV2(r -> r.channel(general).filename("a.csv").content("a;b").title("Numbers"));
    ada.attach("general", "b.txt", "from ada".getBytes(StandardCharsets.UTF_8), "see this");

    List<Message> messages = app.conversationsHistory(r -> r.channel(general)).getMessages();
    String link = messages.getFirst().getFiles().getFirst().getUrlPrivate();
    assertThat(download(link, "Bearer " + slack.team().botToken())).isEqualTo("from ada");
    assertThat(download(link, "Bearer xoxb-nobody")).contains("Sign in");
    Seen uploaded = ada.channel("general").getFirst();
    assertThat(uploaded.files()).containsValue("a.csv");
    assertThat(ada.open(uploaded.files().keySet().iterator().next()))
        .isEqualTo("a;b".getBytes(StandardCharsets.UTF_8));
  }

  private String download(String link, String authorization) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(link)).header("Authorization", authorization).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void anotherWorkspaceIsInstalledWithACode() throws Exception {
    Team other = slack.anotherTeam("other");
    String code = slack.consentCode(other);

    var installed =
        client
            .methods()
            .oauthV2Access(
                r -> r.clientId(slack.clientId()).clientSecret(slack.clientSecret()).code(code));

    assertThat(installed.getAccessToken()).isEqualTo(other.botToken());
    assertThat(installed.getTeam().getId()).isEqualTo(other.id());
    assertThat(
            error(
                client
                    .methods()
                    .oauthV2Access(r ->
                        r.clientId(slack.clientId())
                            .clientSecret(slack.clientSecret())
                            .code(code))))
        .isEqualTo("invalid_code");
  }
}
