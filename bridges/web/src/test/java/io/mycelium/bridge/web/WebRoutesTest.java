package io.mycelium.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Sessions.SignIn;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Addresses below `/web`, and who is let in there.
class WebRoutesTest {
  private final Workspace workspace = new Workspace();
  private WebServer server;
  private SignIn.Done session;

  @BeforeEach
  void signIn() {
    server = WebServer.start(workspace.parts(Optional.empty()));
    String link = workspace.link();
    session =
        (SignIn.Done)
            workspace.sessions.signIn(link.substring(link.lastIndexOf('/') + 1), "one", "Firefox");
  }

  @AfterEach
  void stop() {
    server.close();
    workspace.close();
  }

  @Test
  void aSessionSaysWhoItIsAndWhatTheyMayDo() throws Exception {
    JsonNode body = Json.parse(read("Sec-Fetch-Site", "same-origin").body());

    assertThat(body.path("peer"))
        .isEqualTo(
            Json.parse(
                "{\"id\":\"%s\",\"name\":\"olga\",\"kind\":\"person\",\"role\":\"admin\"}"
                    .formatted(workspace.olga)));
    assertThat(body.path("permissions")).map(JsonNode::asText).contains("any", "peers.roles");
    assertThat(body.path("session"))
        .isEqualTo(
            Json.parse(
                "{\"id\":\"%s\",\"since\":\"2026-03-01T10:00:00Z\",\"expires\":\"2026-03-31T10:00:00Z\"}"
                    .formatted(session.session().id())));
    assertThat(body.path("workspace").asText()).isEqualTo("main");
  }

  @Test
  void aKeyIsLetInAndHasNoSession() throws Exception {
    HttpResponse<String> answer =
        server.get("/web/session", "Authorization", "Bearer " + workspace.key);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.parse(answer.body()).has("session")).isFalse();
  }

  @Test
  void nobodyElseIsLetIn() throws Exception {
    HttpResponse<String> nobody = server.get("/web/session");
    workspace.sessions.end(session.secret());
    HttpResponse<String> ended = read("Sec-Fetch-Site", "same-origin");

    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(ended.statusCode()).isEqualTo(401);
  }

  @Test
  void aPageOfOthersIsRefused() throws Exception {
    assertThat(read("Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(read("Origin", "https://evil.example").statusCode()).isEqualTo(403);
  }

  @Test
  void aSecretThatIsDueIsExchanged() throws Exception {
    workspace.clock.advance(Duration.ofDays(1));

    HttpResponse<String> answer = read("Sec-Fetch-Site", "same-origin");

    String fresh = answer.headers().firstValue("set-cookie").orElseThrow();
    assertThat(fresh).startsWith("mycelium_session=myc_").doesNotContain(session.secret());
    assertThat(server.get("/web/session", "Cookie", fresh.replaceAll(";.*", "")).statusCode())
        .isEqualTo(200);
    assertThat(read("Sec-Fetch-Site", "same-origin").headers().firstValue("set-cookie"))
        .as("what is under way ends no session and gets no other secret")
        .isEmpty();
  }

  @Test
  void unknownAddressesAndMethodsAreRefused() throws Exception {
    assertThat(server.get("/web").statusCode()).isEqualTo(404);
    assertThat(server.get("/web/").statusCode()).isEqualTo(404);
    assertThat(server.get("/web/session/more").statusCode()).isEqualTo(404);
    HttpResponse<String> posted =
        server.post("/web/session", "{}", "Content-Type", "application/json");
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("allow")).hasValue("GET");
  }

  private HttpResponse<String> read(String... headers) throws Exception {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Cookie";
    all[headers.length + 1] = "mycelium_session=" + session.secret();
    return server.get("/web/session", all);
  }
}
