package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Links that the product prints, from the link to calls with the session.
@Timeout(180)
class WebSignInTest {
  private static final String[] ADMINISTRATOR = {
    "--no-drone", "--set", "workspace.administrator=olga"
  };

  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;

  @Test
  void theLinkOfAStartSignsItsOperatorInAndTheSessionOutlivesTheGateway() throws Exception {
    Path data = folder.resolve("data");
    String cookie;
    String firstLink;
    RunningGateway first = RunningGateway.start(data, folder, ADMINISTRATOR);
    firstLink = SignInLinks.printedBy(first);
    cookie = signIn(first, firstLink);
    assertThat(who(first, cookie)).isEqualTo("olga");
    first.kill();

    try (RunningGateway second = RunningGateway.start(data, folder, ADMINISTRATOR)) {
      assertThat(who(second, cookie)).isEqualTo("olga");
      assertThat(SignInLinks.printedBy(second))
          .as("a fresh link each start")
          .isNotEqualTo(firstLink);
      assertThat(press(second, firstLink, "another").statusCode()).as("used up").isEqualTo(410);
    }
  }

  @Test
  void whoIsInvitedWorksInTheBrowserUntilTheyAreRemoved() throws Exception {
    try (RunningGateway gateway =
        RunningGateway.start(folder.resolve("data"), folder, ADMINISTRATOR)) {
      String invited = gateway.cli(gateway.operatorKey(), "invite", "ada").out();

      String ada = signIn(gateway, SignInLinks.in(invited));

      assertThat(call(gateway, ada, "task-create", "{\"title\":\"From a page\"}").statusCode())
          .isEqualTo(200);
      assertThat(gateway.call(gateway.operatorKey(), "task-list", "{}").body().toString())
          .contains("From a page");
      remove(gateway, "ada");
      assertThat(call(gateway, ada, "whoami", "{}").statusCode()).isEqualTo(401);
    }
  }

  private static void remove(RunningGateway gateway, String name) {
    String options = "{\"peer\":\"%s\"}".formatted(name);
    Answer asked = gateway.call(gateway.operatorKey(), "peer-remove", options);
    Answer removed =
        gateway.call(
            gateway.operatorKey(),
            "peer-remove",
            options,
            "Mycelium-Confirm",
            asked.body().path("confirm").asText());
    assertThat(removed.status()).as(removed.body().toString()).isEqualTo(200);
  }

  /// Uses a link up.
  ///
  /// @return the cookie
  private String signIn(RunningGateway gateway, String link) throws Exception {
    HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(link)));
    assertThat(page.statusCode()).isEqualTo(200);
    HttpResponse<String> signedIn = press(gateway, link, "one");
    assertThat(signedIn.statusCode()).isEqualTo(303);
    return signedIn.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
  }

  private HttpResponse<String> press(RunningGateway gateway, String link, String attempt)
      throws Exception {
    String form =
        "attempt=%s&link=%s".formatted(attempt, link.substring(link.lastIndexOf('/') + 1));
    return send(
        HttpRequest.newBuilder(URI.create(gateway.url() + "/sign-in"))
            .headers("Content-Type", "application/x-www-form-urlencoded", "Origin", gateway.url())
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private String who(RunningGateway gateway, String cookie) throws Exception {
    JsonNode session =
        Json.parse(
            send(HttpRequest.newBuilder(URI.create(gateway.url() + "/web/session"))
                    .header("Cookie", cookie))
                .body());
    return session.at("/peer/name").asText();
  }

  private HttpResponse<String> call(
      RunningGateway gateway, String cookie, String command, String options) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/commands/" + command))
            .headers("Cookie", cookie, "Origin", gateway.url(), "Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(options)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }
}
