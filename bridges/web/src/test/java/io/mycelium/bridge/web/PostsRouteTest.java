package io.mycelium.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rooms, posts and their buttons over HTTP.
class PostsRouteTest {
  private final Workspace workspace = new Workspace();
  private WebServer server;

  @BeforeEach
  void serve() {
    server = WebServer.start(workspace.parts(Optional.empty()));
  }

  @AfterEach
  void stop() {
    server.close();
    workspace.close();
  }

  private Reply run(String line) {
    return workspace.talk.run(workspace.key, "main", line);
  }

  private static String field(Reply reply, String key) {
    Reply open = reply instanceof Reply.Private hidden ? hidden.reply() : reply;
    return ((Reply.Card) open)
        .fields().stream()
            .filter(f -> f.key().equals(key))
            .map(Field::value)
            .findFirst()
            .orElseThrow();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return server.get(path, "Authorization", "Bearer " + workspace.key);
  }

  private HttpResponse<String> press(String post, String body, String... headers) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Authorization", "Bearer " + workspace.key, "Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return server.post("/web/posts/" + post + "/press", body, all.toArray(String[]::new));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.parse(answer.body());
  }

  private static List<String> texts(JsonNode page) {
    return page.path("posts").findValuesAsText("markdown");
  }

  private String card() throws Exception {
    run("task create Fix");
    return json(get("/web/rooms/main/posts?limit=1")).at("/posts/0/id").asText();
  }

  private String token(String post, String label) throws Exception {
    for (JsonNode button : json(get("/web/posts/" + post)).path("buttons")) {
      if (button.path("label").asText().equals(label)) {
        return button.path("token").asText();
      }
    }
    throw new AssertionError("no button " + label);
  }

  @Test
  void aPageHasPostsWithAuthorsAndThePlaceInTheLog() throws Exception {
    String id = field(run("say 'hello @olga'"), "id");

    HttpResponse<String> answer = get("/web/rooms/main/posts");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    JsonNode page = json(answer);
    assertThat(page.path("posts").path(0))
        .isEqualTo(
            Json.parse(
                """
                {"id":"%1$s","room":"main",
                 "author":{"id":"%2$s","name":"olga","kind":"person"},
                 "at":"2026-03-01T10:00:00.001Z","content":{"is":"said"},
                 "reply":{"kind":"text","markdown":"hello @olga"},
                 "buttons":[],"mentions":["%2$s"],"replies":0}
                """
                    .formatted(id, workspace.olga)));
    assertThat(page.path("older").asBoolean(true)).isFalse();
    assertThat(page.path("newer").asBoolean(true)).isFalse();
    assertThat(page.path("place").asText()).matches("\\d+-\\d+").isNotEqualTo("0-0");
  }

  @Test
  void aPostTellsThatItWasEditedAndWhoReacted() throws Exception {
    String id = field(run("say helo"), "id");
    run("post edit " + id + " hello");
    run("post react " + id + " :tada:");

    JsonNode post = json(get("/web/posts/" + id));

    assertThat(post.at("/reply/markdown").asText()).isEqualTo("hello");
    assertThat(post.path("edited").asText()).isNotEmpty();
    assertThat(post.path("reactions"))
        .isEqualTo(
            Json.parse("[{\"emoji\":\":tada:\",\"by\":[\"%s\"]}]".formatted(workspace.olga)));
  }

  @Test
  void pagesAreReadInEveryDirection() throws Exception {
    for (int i = 1; i <= 5; i++) {
      run("say 'post " + i + "'");
    }
    JsonNode newest = json(get("/web/rooms/main/posts?limit=2"));
    String fourth = newest.at("/posts/0/id").asText();

    JsonNode before = json(get("/web/rooms/main/posts?limit=2&before=" + fourth));
    String second = before.at("/posts/0/id").asText();

    assertThat(texts(newest)).containsExactly("post 4", "post 5");
    assertThat(newest.path("older").asBoolean()).isTrue();
    assertThat(texts(before)).containsExactly("post 2", "post 3");
    assertThat(texts(json(get("/web/rooms/main/posts?limit=2&after=" + second))))
        .containsExactly("post 3", "post 4");
    assertThat(texts(json(get("/web/rooms/main/posts?limit=3&around=" + second))))
        .containsExactly("post 1", "post 2", "post 3");
  }

  @Test
  void aThreadBeginsWithItsPostWhichTellsHowManyAnswered() throws Exception {
    String root = field(run("say 'Ship it?'"), "id");
    run("say yes --thread " + root);

    JsonNode thread = json(get("/web/rooms/main/posts?thread=" + root));

    assertThat(texts(thread)).containsExactly("Ship it?", "yes");
    assertThat(thread.at("/posts/0/replies").asInt()).isEqualTo(1);
    assertThat(thread.at("/posts/0/lastReplyAt").asText()).isEqualTo("2026-03-01T10:00:00.002Z");
    assertThat(thread.at("/posts/1/thread").asText()).isEqualTo(root);
  }

  @ParameterizedTest
  @CsvSource({
    "/web/rooms/nowhere/posts, 404, unknown-room",
    "/web/rooms/No%20room/posts, 404, unknown-room",
    "/web/rooms/main/posts?before=pst_none, 404, unknown-post",
    "/web/rooms/main/posts?after=../x, 404, unknown-post",
    "/web/rooms/main/posts?thread=pst_none, 404, unknown-post",
    "/web/rooms/main/posts?before=pst_a&after=pst_b, 400, bad-page",
    "/web/rooms/main/posts?limit=0, 400, bad-limit",
    "/web/rooms/main/posts?limit=101, 400, bad-limit",
    "/web/rooms/main/posts?limit=many, 400, bad-limit",
    "/web/posts/pst_none, 404, unknown-post",
    "/web/posts/%3Cscript%3E, 404, unknown-post"
  })
  void whatIsNotThereIsAProblem(String path, int status, String code) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
  }

  @Test
  void aLivePostIsDrawnNowWithItsButtons() throws Exception {
    String card = card();
    run("task start 1");

    JsonNode post = json(get("/web/posts/" + card));

    assertThat(post.at("/content/is").asText()).isEqualTo("live");
    assertThat(post.at("/content/subject/type").asText()).isEqualTo("task");
    assertThat(post.at("/reply/state").asText()).isEqualTo("started");
    JsonNode finish = post.path("buttons").path(0);
    assertThat(finish.path("token").asText()).hasSize(22);
    assertThat(finish)
        .isEqualTo(
            Json.parse(
                """
                {"label":"Finish","style":"primary","token":"%s","command":"task finish",
                 "asks":[],"allowed":true}
                """
                    .formatted(finish.path("token").asText())));
    assertThat(post.has("seal")).isFalse();
  }

  @Test
  void aButtonSaysWhyItIsNotForTheViewer() throws Exception {
    String card = card();
    String vera = field(run("invite Vera viewer --key"), "key");

    JsonNode button =
        json(server.get("/web/posts/" + card, "Authorization", "Bearer " + vera))
            .path("buttons")
            .path(0);

    assertThat(button.path("allowed").asBoolean(true)).isFalse();
    assertThat(button.path("why").asText())
        .isEqualTo(
            "'task start' needs the permission tasks.write, which the role member has; you are"
                + " viewer.");
  }

  @Test
  void aPressIsAnsweredLikeACall() throws Exception {
    String card = card();
    String body = "{\"token\":\"%s\"}".formatted(token(card, "Start"));

    HttpResponse<String> answer = press(card, body, "Idempotency-Key", "p-1");
    HttpResponse<String> again = press(card, body, "Idempotency-Key", "p-1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("request").asText()).isEqualTo("p-1");
    assertThat(json(answer).at("/reply/state").asText()).isEqualTo("started");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(answer.body());
  }

  @Test
  void aStalePressIsAnsweredWithThePostAsItIs() throws Exception {
    String card = card();
    String body = "{\"token\":\"%s\"}".formatted(token(card, "Start"));
    run("task finish 1");

    HttpResponse<String> stale = press(card, body);

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(json(stale).path("code").asText()).isEqualTo("stale-button");
    assertThat(json(stale).path("post")).isEqualTo(json(get("/web/posts/" + card)));
    assertThat(json(stale).at("/post/reply/state").asText()).isEqualTo("finished");
  }

  @Test
  void aForgedTokenIsStale() throws Exception {
    String card = card();

    HttpResponse<String> forged = press(card, "{\"token\":\"AAAAAAAAAAAAAAAAAAAAAA\"}");

    assertThat(forged.statusCode()).isEqualTo(409);
    assertThat(json(forged).path("code").asText()).isEqualTo("stale-button");
    assertThat(json(forged).at("/post/reply/state").asText()).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no-token",
        "{} | no-token",
        "[] | not-an-object",
        "{\"token\":7} | no-token",
        "{\"token\": | bad-json"
      })
  void aPressThatNamesNoButtonIsRefused(String body, String code) throws Exception {
    HttpResponse<String> answer = press(card(), body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
  }

  @Test
  void aPressWithATimeZoneThatIsNoneIsRefused() throws Exception {
    String card = card();

    HttpResponse<String> answer = press(card, "{\"token\":\"x\"}", "Mycelium-Zone", "Middle/Earth");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asText()).isEqualTo("bad-zone");
  }

  @Test
  void aPressIsAPostWithJson() throws Exception {
    String card = card();

    assertThat(get("/web/posts/" + card + "/press").statusCode()).isEqualTo(405);
    assertThat(
            server
                .post(
                    "/web/posts/" + card + "/press",
                    "token=x",
                    "Authorization",
                    "Bearer " + workspace.key,
                    "Content-Type",
                    "application/x-www-form-urlencoded")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void aClosedRoomIsUnknownToThoseOutside() throws Exception {
    run("room create plot --closed");
    workspace.talk.run(workspace.key, "plot", "task create Secret");
    String card = json(get("/web/rooms/plot/posts")).at("/posts/0/id").asText();
    String token = token(card, "Start");
    String bob = field(run("invite Bob --key"), "key");

    String[] him = {"Authorization", "Bearer " + bob, "Content-Type", "application/json"};
    HttpResponse<String> pressed =
        server.post("/web/posts/" + card + "/press", "{\"token\":\"" + token + "\"}", him);

    assertThat(server.get("/web/rooms/plot/posts", him).statusCode()).isEqualTo(404);
    assertThat(server.get("/web/posts/" + card, him).statusCode()).isEqualTo(404);
    assertThat(pressed.statusCode()).isEqualTo(404);
    assertThat(pressed.body()).doesNotContain("Secret");
    assertThat(json(get("/web/posts/" + card)).at("/reply/state").asText()).isEqualTo("open");
  }

  @Test
  void strangersSeeNothing() throws Exception {
    String card = card();

    assertThat(server.get("/web/rooms/main/posts").statusCode()).isEqualTo(401);
    assertThat(server.get("/web/posts/" + card).statusCode()).isEqualTo(401);
    assertThat(
            server
                .post(
                    "/web/posts/" + card + "/press",
                    "{\"token\":\"x\"}",
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(401);
  }
}
