package io.mycelium.bridge.slack.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.ConversationType;
import io.mycelium.bridge.slack.render.SlackManifest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the double keeps from an app that has no scope for it.
final class SlackDoubleScopesTest {
  private SlackDouble slack;
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
    app = Slack.getInstance(config).methods(slack.team().botToken());
  }

  @AfterEach
  void stop() {
    slack.close();
  }

  private static void isRefused(SlackApiTextResponse answer, String needed) {
    assertThat(answer.getError()).isEqualTo("missing_scope");
    assertThat(answer.getNeeded()).isEqualTo(needed);
  }

  @Test
  void aMethodIsRefusedWithoutItsScopeAlone() throws Exception {
    slack.team().take("users:read");

    SlackApiTextResponse refused = app.usersInfo(r -> r.user(ada.id()));

    isRefused(refused, "users:read");
    assertThat(refused.getProvided().split(","))
        .containsExactlyInAnyOrderElementsOf(
            SlackManifest.SCOPES.stream().filter(scope -> !scope.equals("users:read")).toList());
    assertThat(app.chatPostMessage(r -> r.channel(general).text("x")).isOk()).isTrue();
    slack.team().grant("users:read");
    assertThat(app.usersInfo(r -> r.user(ada.id())).isOk()).isTrue();
  }

  @Test
  void theScopeDependsOnTheKindOfTheChannel() throws Exception {
    String secret = slack.team().privateChannel("secret", "ada");
    slack.team().take("groups:read");
    slack.team().take("channels:history");

    isRefused(app.conversationsInfo(r -> r.channel(secret)), "groups:read");
    isRefused(app.conversationsHistory(r -> r.channel(general)), "channels:history");
    isRefused(
        app.conversationsList(r -> r.types(List.of(ConversationType.PRIVATE_CHANNEL))),
        "groups:read");
    assertThat(app.conversationsInfo(r -> r.channel(general)).isOk()).isTrue();
    assertThat(app.conversationsHistory(r -> r.channel(secret)).isOk()).isTrue();
    assertThat(app.conversationsList(r -> r).isOk()).isTrue();
  }

  @Test
  void aChannelThatIsNotThereIsRefusedByAnyScopeOfItsKind() throws Exception {
    slack.team().take("groups:history");
    assertThat(app.conversationsHistory(r -> r.channel("C0NONE")).getError())
        .isEqualTo("channel_not_found");

    Stream.of("channels:history", "im:history").forEach(slack.team()::take);

    isRefused(
        app.conversationsHistory(r -> r.channel("C0NONE")),
        "channels:history,groups:history,im:history");
  }

  @Test
  void theAnswersHeaderNamesTheScopes() throws Exception {
    slack.team().take("files:write");

    List<String> named =
        app.authTest(r -> r).getHttpResponseHeaders().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("x-oauth-scopes"))
            .flatMap(header -> header.getValue().stream())
            .toList();

    assertThat(named)
        .hasSize(1)
        .first()
        .asString()
        .contains("chat:write")
        .doesNotContain("files:write");
  }

  @Test
  void aNameOfAMessageIsPassedOverWithoutItsScope() throws Exception {
    slack.team().take("chat:write.customize");

    app.chatPostMessage(r -> r.channel(general).username("somebody").text("x"));

    assertThat(ada.channel("general"))
        .hasSize(1)
        .allMatch(seen -> seen.author().equals("mycelium"));
  }

  @Test
  void aFileIsNotGivenWithoutItsScope() throws Exception {
    String file = ada.upload("numbers.csv", "1;2".getBytes(StandardCharsets.UTF_8));
    URI address = URI.create(app.filesInfo(r -> r.file(file)).getFile().getUrlPrivate());
    assertThat(fetched(address)).isEqualTo("1;2");

    slack.team().take("files:read");

    isRefused(app.filesInfo(r -> r.file(file)), "files:read");
    assertThat(fetched(address)).contains("Sign in");
  }

  private String fetched(URI address) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(address)
                  .header("Authorization", "Bearer " + slack.team().botToken())
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void eventsAreNotToldWithoutTheirScope() throws Exception {
    String url = app.appsConnectionsOpen(r -> r.token(slack.appToken())).getUrl();
    Listener listener = new Listener(url);
    assertThat(listener.opens()).isTrue();
    await().until(() -> listener.heard("hello").size() == 1);
    slack.team().take("reactions:read");
    slack.team().take("groups:history");
    slack.team().privateChannel("secret", "ada");

    String ts = ada.say("secret", "kept back");
    ada.react("secret", ts, "tada");
    ada.say("general", "told");

    await().until(() -> !listener.heard("events_api").isEmpty());
    assertThat(listener.heard("events_api")).hasSize(1).first().asString().contains("told");
  }

  @Test
  void installingAgainGrantsWhatTheManifestAsksFor() throws Exception {
    slack.team().take("users:read");

    slack.installAgain();

    assertThat(app.usersInfo(r -> r.user(ada.id())).isOk()).isTrue();
  }
}
