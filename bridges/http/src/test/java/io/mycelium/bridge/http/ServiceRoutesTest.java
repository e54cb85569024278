package io.mycelium.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRoutesTest {
  private final Gateway gateway = new Gateway(Limits.origins("https://chat.example"));

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aProcessThatAnswersIsAlive() throws Exception {
    assertThat(gateway.read("/healthz").body()).isEqualTo("{\"alive\":true}");
  }

  @Test
  void everyAnswerTellsWhenItWasMade() throws Exception {
    for (String path : new String[] {"/healthz", "/api/v1/catalog", "/nowhere"}) {
      String date = gateway.read(path).headers().firstValue("date").orElseThrow();

      assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
          .isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
    }
  }

  @Test
  void readinessNamesThePartThatFails() throws Exception {
    HttpResponse<String> ready = gateway.read("/readyz");
    gateway.trouble.put("queue", "does not answer");
    HttpResponse<String> failing = gateway.read("/readyz");

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .isEqualTo(
            "{\"ready\":true,\"checks\":{\"store\":\"ok\",\"queue\":\"ok\",\"feed\":\"ok\"}}");
    assertThat(failing.statusCode()).isEqualTo(503);
    JsonNode checks = Json.parse(failing.body()).path("checks");
    assertThat(checks.path("queue").textValue()).isEqualTo("does not answer");
    assertThat(checks.path("store").textValue()).isEqualTo("ok");
  }

  @Test
  void metricsCountCallsByCommandAndOutcomeButNotWhatStrangersType() throws Exception {
    gateway.call(Gateway.ADA, "row-list", "");
    gateway.call(Gateway.ADA, "row-list", "");
    gateway.call(Gateway.ADA, "echo", "{}");
    gateway.call(Gateway.ADA, "made-up", "{}");

    String metrics = gateway.read("/metrics").body();

    assertThat(metrics)
        .contains("mycelium_http_calls_seconds_count{command=\"row-list\",outcome=\"ok\"} 2")
        .contains("mycelium_http_calls_seconds_count{command=\"echo\",outcome=\"invalid\"} 1")
        .contains("mycelium_http_calls_seconds_count{command=\"unknown\",outcome=\"not-found\"} 1")
        .contains("mycelium_http_calls_seconds_bucket{command=\"row-list\",outcome=\"ok\",le=")
        .contains("mycelium_http_calls_running ")
        .contains("mycelium_http_streams 0.0")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("made-up")
        .doesNotContain(Gateway.ADA);
  }

  @Test
  void everyResponseHasTheSecurityHeaders() throws Exception {
    for (String path : new String[] {"/healthz", "/openapi.json", "/nowhere", "/api/v1/events"}) {
      var headers = gateway.read(path).headers();

      assertThat(headers.firstValue("x-content-type-options")).as(path).hasValue("nosniff");
      assertThat(headers.firstValue("content-security-policy"))
          .as(path)
          .hasValue("default-src 'none'; frame-ancestors 'none'");
      assertThat(headers.firstValue("referrer-policy")).as(path).hasValue("no-referrer");
      assertThat(headers.allValues("cache-control")).as(path).hasSize(1);
    }
  }

  @Test
  void onlyPagesOfConfiguredOriginsAreLetIn() throws Exception {
    HttpResponse<String> asked = ask("OPTIONS", "https://chat.example");
    HttpResponse<String> known = ask("POST", "https://chat.example");
    HttpResponse<String> stranger = ask("OPTIONS", "https://evil.example");

    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://chat.example");
    assertThat(known.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://chat.example");
    assertThat(stranger.statusCode()).isEqualTo(405);
    assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void withoutConfiguredOriginsNoPageIsLetIn() throws Exception {
    try (var plain = new Gateway()) {
      HttpResponse<String> response =
          plain.client.send(
              HttpRequest.newBuilder(plain.at("/api/v1/commands/echo"))
                  .header("Origin", "https://chat.example")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
  }

  private HttpResponse<String> ask(String method, String origin) throws Exception {
    return gateway.client.send(
        HttpRequest.newBuilder(gateway.at("/api/v1/commands/row-list"))
            .header("Origin", origin)
            .header("Authorization", "Bearer " + Gateway.ADA)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aBlobIsADownload() throws Exception {
    byte[] content = new byte[3_000_000];
    new Random(5).nextBytes(content);
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(content), Duration.ofHours(1));

    HttpResponse<byte[]> response = blob(Gateway.ADA, ref.digest(), "notes.md");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(content);
    assertThat(response.headers().firstValue("content-length")).hasValue("3000000");
    assertThat(response.headers().firstValue("content-type")).hasValue("application/octet-stream");
    assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename=\"notes.md\"; filename*=UTF-8''notes.md");
  }

  @Test
  void anEmptyBlobIsADownloadToo() throws Exception {
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(new byte[0]), Duration.ofHours(1));

    HttpResponse<byte[]> response = blob(Gateway.ADA, ref.digest(), "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aBlobNeedsAKeyAndHasToBeThere() throws Exception {
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(new byte[9]), Duration.ofHours(1));

    assertThat(blob("myc_nobody", ref.digest(), "").statusCode()).isEqualTo(401);
    assertThat(blob(Gateway.ADA, "0".repeat(64), "").statusCode()).isEqualTo(404);
    assertThat(blob(Gateway.ADA, "..%2f..%2fetc%2fpasswd", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.html", "a.svg", "a.js", "a.pdf"})
  void whateverItIsABlobIsNeverShownAsAPage(String name) throws Exception {
    byte[] page =
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(UTF_8);
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(page), Duration.ofHours(1));

    var headers = blob(Gateway.ADA, ref.digest(), name).headers();

    assertThat(headers.firstValue("content-type")).hasValue("application/octet-stream");
    assertThat(headers.firstValue("content-disposition").orElseThrow()).startsWith("attachment;");
    assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(headers.firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'");
  }

  @Test
  void aPartOfABlobIsSentToWhoAsksForIt() throws Exception {
    byte[] content = new byte[700_000];
    new Random(5).nextBytes(content);
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(content), Duration.ofHours(1));

    HttpResponse<byte[]> part = part(ref, "bytes=300000-600000", "");
    HttpResponse<byte[]> rest = part(ref, "bytes=600000-", '"' + ref.digest() + '"');
    HttpResponse<byte[]> other = part(ref, "bytes=0-1", "\"other\"");
    HttpResponse<byte[]> nothing = part(ref, "bytes=700000-", "");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("content-range")).hasValue("bytes 300000-600000/700000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 300_000, 600_001));
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(content, 600_000, 700_000));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("accept-ranges")).hasValue("bytes");
    assertThat(other.body()).isEqualTo(content);
    assertThat(nothing.statusCode()).isEqualTo(416);
    assertThat(nothing.headers().firstValue("content-range")).hasValue("bytes */700000");
  }

  private HttpResponse<byte[]> part(BlobRef ref, String range, String condition) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.at("/api/v1/blobs/" + ref.digest()))
            .header("Authorization", "Bearer " + Gateway.ADA)
            .header("Range", range);
    return gateway.client.send(
        (condition.isEmpty() ? request : request.header("If-Range", condition)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aBlobThatWasChangedDoesNotReachItsEnd() throws Exception {
    byte[] content = new byte[600_000];
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(content), Duration.ofHours(1));
    gateway.spoil(1);

    assertThatThrownBy(() -> blob(Gateway.ADA, ref.digest(), "")).isInstanceOf(IOException.class);
  }

  @Test
  void aNameCannotAddHeaders() throws Exception {
    BlobRef ref = gateway.blobs.store(new ByteArrayInputStream(new byte[9]), Duration.ofHours(1));

    HttpResponse<byte[]> response = blob(Gateway.ADA, ref.digest(), "a\r\nX-Evil: é.md");

    assertThat(response.headers().firstValue("x-evil")).isEmpty();
    assertThat(response.headers().firstValue("content-disposition").orElseThrow())
        .isEqualTo(
            "attachment; filename=\"a X-Evil_ _.md\"; filename*=UTF-8''a%20X-Evil_%20%C3%A9.md");
  }

  private HttpResponse<byte[]> blob(String key, String digest, String name) throws Exception {
    String query = name.isEmpty() ? "" : "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return gateway.client.send(
        HttpRequest.newBuilder(gateway.at("/api/v1/blobs/" + digest + query))
            .header("Authorization", "Bearer " + key)
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
