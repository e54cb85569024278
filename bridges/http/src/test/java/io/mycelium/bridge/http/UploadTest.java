package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.command.Digests;
import io.mycelium.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files on their way in.
class UploadTest {
  private static final int LIMIT = 1 << 20;

  private Gateway gateway;

  @BeforeEach
  void open() {
    gateway = new Gateway(Limits.upload(LIMIT));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static String digest(byte[] content) {
    return HexFormat.of().formatHex(Digests.sha256(content));
  }

  private HttpResponse<String> upload(String query, BodyPublisher body) throws Exception {
    return upload(query, body, r -> r.header("Authorization", "Bearer " + Gateway.ADA));
  }

  private HttpResponse<String> upload(
      String query, BodyPublisher body, UnaryOperator<HttpRequest.Builder> more) throws Exception {
    return gateway.client.send(
        more.apply(HttpRequest.newBuilder(gateway.at("/api/v1/blobs" + query)).POST(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private byte[] kept(String digest) throws IOException {
    try (InputStream in = gateway.blobs.open(digest).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(Json.parse(response.body()).path("code").textValue()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_000, LIMIT})
  void aFileIsKeptAsItCameAndAnsweredAsCallsNameIt(int size) throws Exception {
    byte[] content = random(size);

    HttpResponse<String> response = upload("?name=q3.csv", BodyPublishers.ofByteArray(content));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(response.body())
        .isEqualTo(
            "{\"digest\":\"%s\",\"name\":\"q3.csv\",\"mediaType\":\"text/csv\",\"size\":%d}"
                .formatted(digest(content), size));
    assertThat(response.headers().firstValue("location"))
        .hasValue("/api/v1/blobs/" + digest(content));
    assertThat(kept(digest(content))).isEqualTo(content);
  }

  @Test
  void aFileOfUnknownLengthIsTakenToo() throws Exception {
    byte[] content = random(LIMIT - 7);

    HttpResponse<String> response =
        upload("?name=x", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(kept(digest(content))).isEqualTo(content);
  }

  @Test
  void whatAnUploadAnsweredIsWhatACallTakes() throws Exception {
    String file = upload("?name=q3.csv", BodyPublishers.ofString("1,2,3")).body();

    HttpResponse<String> call =
        gateway.call(
            Gateway.ADA,
            "every-option",
            "{\"text\":\"a\",\"colour\":\"red\",\"file\":" + file + "}");

    assertThat(call.statusCode()).as(call.body()).isEqualTo(200);
    assertThat(call.body()).contains("/5/text/csv/q3.csv");
  }

  @Test
  void theSameContentTwiceIsOneBlob() throws Exception {
    Callable<HttpResponse<String>> call =
        () -> upload("?name=a", BodyPublishers.ofByteArray(random(500_000)));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<HttpResponse<String>>> calls =
          IntStream.range(0, 4).mapToObj(_ -> call).toList();
      for (Future<HttpResponse<String>> each : threads.invokeAll(calls)) {
        assertThat(each.get().statusCode()).isEqualTo(201);
      }
    }
    upload("?name=b", BodyPublishers.ofByteArray(random(500_000)));

    assertThat(kept(digest(random(500_000)))).isEqualTo(random(500_000));
    await().untilAsserted(() -> assertThat(gateway.pieces()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "a.html        | text/html; charset=utf-8          | a.html | text/html",
        "a.md          | application/octet-stream          | a.md   | text/markdown",
        "a.md          | application/x-www-form-urlencoded | a.md   | text/markdown",
        "a.md          | -                                 | a.md   | text/markdown",
        "a.md          | nonsense                          | a.md   | text/markdown",
        "x             | -                                 | x      | application/octet-stream",
        "../../etc/pw  | -                                 | pw     | application/octet-stream",
        "''            | -                                 | file   | application/octet-stream"
      })
  void nameAndTypeAreMadeSafe(String name, String type, String safe, String plain)
      throws Exception {
    HttpResponse<String> response =
        upload(
            "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
            BodyPublishers.ofString("x"),
            r -> {
              r.header("Authorization", "Bearer " + Gateway.ADA);
              return type == null ? r : r.header("Content-Type", type);
            });

    JsonNode file = Json.parse(response.body());
    assertThat(file.path("name").textValue()).isEqualTo(safe);
    assertThat(file.path("mediaType").textValue()).isEqualTo(plain);
  }

  @Test
  void controlCharactersInANameAreNotObeyed() throws Exception {
    HttpResponse<String> response =
        upload("?name=a%E2%80%AEgnp.exe%00%1b%5b2J%0d%0aX:y", BodyPublishers.ofString("x"));

    assertThat(Json.parse(response.body()).path("name").textValue()).isEqualTo("agnp.exe_ X_y");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedWithTheLimitAndNothingIsKept() throws Exception {
    HttpResponse<String> announced =
        upload("?name=x", BodyPublishers.ofByteArray(random(LIMIT + 1)));
    HttpResponse<String> counted =
        upload(
            "?name=x",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(random(2 * LIMIT))));

    assertRefused(announced, 413, "too-large");
    assertThat(announced.body()).contains("A file has at most 1 MiB here").contains("64 MiB");
    assertRefused(counted, 413, "too-large");
    await().untilAsserted(() -> assertThat(gateway.pieces()).isEmpty());
    assertThat(upload("?name=x", BodyPublishers.ofString("x")).statusCode()).isEqualTo(201);
  }

  @Test
  void anAnnouncedGigabyteIsRefusedBeforeItComes() throws Exception {
    String response = ask("Content-Length: 1000000000\n", "");

    assertThat(response).startsWith("HTTP/1.1 413 ").contains("\"code\":\"too-large\"");
  }

  @Test
  void whoAsksBeforeSendingIsToldToGoOn() throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      wire.send(head("Expect: 100-continue\nContent-Length: 3\nConnection: close\n"));
      assertThat(new String(wire.input().readNBytes(25), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      assertThat(wire.send("abc").rest()).startsWith("HTTP/1.1 201 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer myc_ada, 2000000, 413",
    "Bearer myc_vic, 3,       403",
    "Bearer myc_who, 3,       401"
  })
  void whoAsksBeforeSendingIsRefusedBeforeSending(String key, String length, int status)
      throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      wire.send(
          head("Expect: 100-continue\nContent-Length: " + length + "\n")
              .replace("Bearer myc_ada", key));

      assertThat(wire.rest()).startsWith("HTTP/1.1 " + status + " ").doesNotContain("100 Continue");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 900000", "Transfer-Encoding: chunked"})
  void anUploadThatBreaksOffLeavesNothing(String length) throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      wire.send(head(length + "\n"));
      String start = length.startsWith("Transfer") ? "7a120\r\n" : "";
      wire.send(start + "x".repeat(500_000));
      await().until(() -> !gateway.pieces().isEmpty());
    }

    await().untilAsserted(() -> assertThat(gateway.pieces()).isEmpty());
  }

  @Test
  void anUploadThatStallsIsCutOffAndLeavesNothing() throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      wire.send(head("Content-Length: 900000\n") + "x".repeat(500_000));

      assertThat(wire.rest()).isEmpty();
    }

    await().untilAsserted(() -> assertThat(gateway.pieces()).isEmpty());
  }

  @Test
  void aSlowUploadThatKeepsItsPaceIsTaken() throws Exception {
    byte[] content = random(LIMIT);
    InputStream slow =
        new ByteArrayInputStream(content) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            // All of it takes longer than the time that is given for each part.
            await().pollDelay(Duration.ofMillis(30)).until(() -> true);
            return super.read(target, offset, length);
          }
        };

    HttpResponse<String> response = upload("?name=x", BodyPublishers.ofInputStream(() -> slow));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(kept(digest(content))).isEqualTo(content);
  }

  @Test
  void whoMayNotUploadIsRefusedAndTheConnectionGoesOn() throws Exception {
    BodyPublisher body = BodyPublishers.ofByteArray(random(900_000));

    HttpResponse<String> nobody = upload("?name=x", body, r -> r);
    HttpResponse<String> viewer =
        upload("?name=x", body, r -> r.header("Authorization", "Bearer " + Gateway.VIC));

    assertRefused(nobody, 401, "no-key");
    assertRefused(viewer, 403, "not-permitted");
    assertThat(viewer.body()).contains("rooms.say");
    assertThat(gateway.pieces()).isEmpty();
    assertThat(upload("?name=x", body).statusCode()).isEqualTo(201);
  }

  @Test
  void onePeerDoesNotUploadWithoutEnd() throws Exception {
    // With the usual patience, so that none is cut off before the last is there.
    gateway.close();
    gateway = new Gateway();
    List<Wire> open = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        open.add(new Wire(gateway.bridge.port()));
        open.getLast().send(head("Content-Length: 900000\n") + "x".repeat(300_000));
      }
      await().until(() -> gateway.pieces().size() == 8);

      HttpResponse<String> ninth = upload("?name=x", BodyPublishers.ofString("x"));
      HttpResponse<String> call = gateway.call(Gateway.ADA, "row-list", "");

      assertRefused(ninth, 429, "busy");
      assertThat(ninth.headers().firstValue("retry-after")).hasValue("1");
      assertThat(call.statusCode()).isEqualTo(200);
    } finally {
      for (Wire each : open) {
        each.close();
      }
    }
    await().until(() -> upload("?name=x", BodyPublishers.ofString("x")).statusCode() == 201);
  }

  @Test
  void aFormIsNoFile() throws Exception {
    HttpResponse<String> form =
        upload(
            "?name=x",
            BodyPublishers.ofString("--b\r\n"),
            r ->
                r.header("Authorization", "Bearer " + Gateway.ADA)
                    .header("Content-Type", "Multipart/form-data; boundary=b"));

    assertRefused(form, 415, "media-type");
    assertThat(form.body()).contains("--data-binary");
  }

  @Test
  void onlyAPostUploads() throws Exception {
    HttpResponse<String> get = gateway.read("/api/v1/blobs?name=x");
    HttpResponse<String> put =
        gateway.client.send(
            HttpRequest.newBuilder(gateway.at("/api/v1/blobs?name=x"))
                .PUT(BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertRefused(get, 405, "wrong-method");
    assertThat(get.headers().firstValue("allow")).hasValue("POST");
    assertRefused(put, 405, "wrong-method");
  }

  @Test
  void theCatalogueSaysHowLargeAFileMayBe() throws Exception {
    JsonNode catalog = Json.parse(gateway.read("/api/v1/catalog").body());

    assertThat(catalog.path("maxUpload").longValue()).isEqualTo(LIMIT);
  }

  private static String head(String headers) {
    return ("POST /api/v1/blobs?name=x HTTP/1.1\nHost: localhost\nAuthorization: Bearer myc_ada\n"
            + headers
            + "\n")
        .replace("\n", "\r\n");
  }

  private String ask(String headers, String body) throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      return wire.send(head(headers) + body).rest();
    }
  }
}
