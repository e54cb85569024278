package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.EventLog;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Browsers: a session's cookie in place of a key, and pages of others that would use it.
class CookiesTest {
  private static final String COOKIE = "mycelium_session=" + Gateway.ADA;
  private static final String JSON = "application/json";

  private final Gateway gateway = new Gateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aPageOfOursCallsWithItsCookie() throws Exception {
    HttpResponse<String> answer = call("Content-Type", JSON, "Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
  }

  @Test
  void aBrowserThatDoesNotSayTheSiteSaysTheOrigin() throws Exception {
    String own = "http://127.0.0.1:" + gateway.bridge.port();

    assertThat(call("Content-Type", JSON, "Origin", own).statusCode()).isEqualTo(200);
    assertThat(call("Content-Type", JSON, "Origin", Gateway.PUBLIC).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, ''",
    "Origin, https://evil.example",
    "Origin, http://127.0.0.1:1",
    "Origin, http://127.0.0.1",
    "Origin, http://chat.example.evil.example",
    "Origin, https://chat.example",
    "Origin, null",
    "X-Nothing, said",
  })
  void aPageOfOthersCannotCall(String header, String value) throws Exception {
    HttpResponse<String> answer = call("Content-Type", JSON, header, value);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"cross-site\"");
    assertThat(gateway.log.after(EventLog.START, 10)).isEmpty();
  }

  @Test
  void theSiteCountsWhereBothAreSaid() throws Exception {
    String own = "http://127.0.0.1:" + gateway.bridge.port();

    HttpResponse<String> answer =
        call("Content-Type", JSON, "Sec-Fetch-Site", "cross-site", "Origin", own);

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void whatAFormCanSendIsNoCall(String type) throws Exception {
    HttpResponse<String> answer = call("Content-Type", type, "Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void aCallOfAPageSaysThatItIsJson() throws Exception {
    HttpResponse<String> answer = call("Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void aKeyInTheHeaderNeedsNoneOfThis() throws Exception {
    HttpResponse<String> answer =
        call("Authorization", "Bearer " + Gateway.OPS, "Sec-Fetch-Site", "cross-site");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void anotherCookieIsNoKey() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.at("/api/v1/commands/note-add"))
            .timeout(Duration.ofSeconds(30))
            .headers("Cookie", "session=" + Gateway.ADA, "Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hi\"}"))
            .build();

    assertThat(gateway.client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSecretThatIsDueIsExchangedByTheWay() throws Exception {
    gateway.browsers.due.put(Gateway.ADA, "myc_fresh");

    HttpResponse<String> answer = call("Content-Type", JSON, "Sec-Fetch-Site", "same-origin");

    assertThat(answer.headers().firstValue("set-cookie"))
        .hasValue("mycelium_session=myc_fresh; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void aPageOfOursFollowsTheEvents() throws Exception {
    try (EventStream stream = cookieStream("Sec-Fetch-Site", "same-origin")) {
      gateway.happen("task.created", Optional.of(RoomId.MAIN), "tsk_1");

      await().untilAsserted(() -> assertThat(stream.subjects()).containsExactly("tsk_1"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
  })
  void aPageOfOthersReadsNothing(String header, String value) throws Exception {
    for (String path : new String[] {"/api/v1/events", "/api/v1/blobs/" + "0".repeat(64)}) {
      HttpRequest request =
          HttpRequest.newBuilder(gateway.at(path))
              .timeout(Duration.ofSeconds(30))
              .headers("Cookie", COOKIE, header, value)
              .build();

      HttpResponse<String> answer =
          gateway.client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("\"cross-site\"");
    }
  }

  @Test
  void aPageOfOursUploads() throws Exception {
    gateway.browsers.due.put(Gateway.ADA, "myc_fresh");

    HttpResponse<String> answer = upload("Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("location")).isPresent();
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow()).contains("myc_fresh");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "X-Nothing, said"
  })
  void aPageOfOthersUploadsNothing(String header, String value) throws Exception {
    HttpResponse<String> answer = upload(header, value);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"cross-site\"");
    assertThat(gateway.pieces()).isEmpty();
  }

  private HttpResponse<String> upload(String header, String value) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.at("/api/v1/blobs?name=a.png"))
            .timeout(Duration.ofSeconds(30))
            .headers("Cookie", COOKIE, "Content-Type", "image/png", header, value)
            .POST(HttpRequest.BodyPublishers.ofString("a picture"))
            .build();
    return gateway.client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aStreamEndsWithItsSession() throws Exception {
    try (EventStream stream = cookieStream("Sec-Fetch-Site", "same-origin")) {
      gateway.browsers.end(Gateway.ADA);
      gateway.happen("task.created", Optional.of(RoomId.MAIN), "tsk_1");

      await().until(stream::ended);
      assertThat(stream.events).isEmpty();
    }
  }

  private EventStream cookieStream(String... headers) throws Exception {
    return EventStream.open(
        gateway.client,
        HttpRequest.newBuilder(gateway.at("/api/v1/events"))
            .header("Cookie", COOKIE)
            .headers(headers)
            .build());
  }

  private HttpResponse<String> call(String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.at("/api/v1/commands/note-add"))
            .timeout(Duration.ofSeconds(30))
            .header("Cookie", COOKIE)
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hi\"}"))
            .build();
    return gateway.client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
