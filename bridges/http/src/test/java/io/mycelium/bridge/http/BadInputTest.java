package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static Gateway gateway;

  @BeforeAll
  static void open() {
    gateway = new Gateway(Limits.calls(64));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{                     | bad-json",
        "{\"text\":\"a\"} x    | bad-json",
        "{'text':'a'}          | bad-json",
        "{\"text\":\"a\",\"text\":\"b\"} | bad-json",
        "[]                    | not-an-object",
        "\"text\"              | not-an-object",
        "null                  | not-an-object",
        "{\"text\":7}          | bad-options",
        "{\"text\":{}}         | bad-options",
        "{\"unknown\":1}       | bad-options"
      })
  void aBodyThatIsNoOptionsIsRefusedAsSuch(String body, String code) throws Exception {
    assertRefused(gateway.call(Gateway.ADA, "echo", body), 400, code);
  }

  @Test
  void aKeyThatComesTwiceIsNamed() throws Exception {
    HttpResponse<String> response =
        gateway.call(Gateway.ADA, "echo", "{\"text\":\"a\",\"text\":\"b\"}");

    assertThat(Json.parse(response.body()).path("detail").textValue())
        .contains("Duplicate field 'text'");
  }

  @Test
  void nestingOfTenThousandIsRefusedWithoutHarm() throws Exception {
    String deep = "{\"text\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

    HttpResponse<String> response = gateway.call(Gateway.ADA, "echo", deep);

    assertRefused(response, 400, "bad-json");
    assertThat(response.body()).contains("nests deeper than 64 levels");
  }

  @Test
  void oneMegabyteOfTextIsRefusedAndTheConnectionGoesOn() throws Exception {
    HttpResponse<String> large =
        gateway.call(Gateway.ADA, "echo", "{\"text\":\"" + "a".repeat(1_000_000) + "\"}");
    HttpResponse<String> next = gateway.call(Gateway.ADA, "echo", "{\"text\":\"a\"}");

    assertRefused(large, 413, "too-large");
    assertThat(next.statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyWithoutALengthIsCountedAsItComes() throws Exception {
    byte[] large = new byte[1_000_000];
    Arrays.fill(large, (byte) ' ');
    HttpRequest request =
        HttpRequest.newBuilder(gateway.at("/api/v1/commands/echo"))
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(large)))
            .build();

    HttpResponse<String> response =
        gateway.client.send(request, HttpResponse.BodyHandlers.ofString());

    assertRefused(response, 413, "too-large");
  }

  @Test
  void anAnnouncedGigabyteIsRefusedBeforeItComes() throws Exception {
    String response =
        Wire.ask(
            gateway.bridge.port(),
            "POST /api/v1/commands/echo HTTP/1.1\nHost: localhost\nContent-Length: 1000000000\n",
            "");

    assertThat(response).startsWith("HTTP/1.1 413 ").contains("\"code\":\"too-large\"");
  }

  @Test
  void aTextThatIsLongerThanItsOptionIsRefusedByName() throws Exception {
    HttpResponse<String> response =
        gateway.call(Gateway.ADA, "echo", "{\"text\":\"" + "a".repeat(5_000) + "\"}");

    assertRefused(response, 400, "bad-options");
    JsonNode field = Json.parse(response.body()).path("fields").path(0);
    assertThat(field.path("option").textValue()).isEqualTo("text");
    assertThat(field.path("given").textValue()).hasSizeLessThan(100);
  }

  @Test
  void controlCharactersAndEscapeSequencesComeBackHarmless() throws Exception {
    HttpResponse<String> response =
        gateway.call(Gateway.ADA, "echo", "{\"text\":\"a\\u001b[31mred\\u0007\\u0000\\u202e\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.parse(response.body()).path("reply").path("markdown").textValue())
        .isEqualTo("ared\uFFFD\uFFFD");
  }

  @Test
  void aRawControlCharacterInJsonIsBroken() throws Exception {
    assertRefused(gateway.call(Gateway.ADA, "echo", "{\"text\":\"a\u001b\"}"), 400, "bad-json");
  }

  @Test
  void whatIsNotUtf8IsBroken() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.at("/api/v1/commands/echo"))
            .header("Authorization", "Bearer " + Gateway.ADA)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    "{\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
            .build();

    assertRefused(
        gateway.client.send(request, HttpResponse.BodyHandlers.ofString()), 400, "bad-json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "multipart/form-data; boundary=x"
      })
  void otherMediaTypesAreRefused(String type) throws Exception {
    assertRefused(
        gateway.call(
            Gateway.ADA, "echo", "{\"text\":\"a\"}", r -> r.setHeader("Content-Type", type)),
        415,
        "media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-8", "Application/JSON", "application/json"})
  void jsonIsTakenHoweverItIsWritten(String type) throws Exception {
    assertThat(
            gateway
                .call(
                    Gateway.ADA, "echo", "{\"text\":\"a\"}", r -> r.setHeader("Content-Type", type))
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/commands/",
        "/api/v1/commands/a/b",
        "/api/v1/blobs/",
        "/api/v2/events"
      })
  void unknownRoutesNameTheDocumentThatListsThem(String path) throws Exception {
    HttpResponse<String> response = gateway.read(path);

    assertRefused(response, 404, "unknown-route");
    assertThat(response.body()).contains("/openapi.json");
  }

  @Test
  void wrongMethodsAreToldTheRightOne() throws Exception {
    HttpResponse<String> get = gateway.read("/api/v1/commands/echo");
    HttpResponse<String> put =
        gateway.client.send(
            HttpRequest.newBuilder(gateway.at("/api/v1/events"))
                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertRefused(get, 405, "wrong-method");
    assertThat(get.headers().firstValue("allow")).hasValue("POST");
    assertRefused(put, 405, "wrong-method");
    assertThat(put.headers().firstValue("allow")).hasValue("GET");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "evil.example:8080, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example, 421",
    "localhost, 200",
    "LocalHost:1234, 200",
    "127.0.0.1:80, 200",
    "[::1]:80, 200",
    "gateway.test, 200"
  })
  void strangersNamesForThisMachineAreRefused(String host, int status) throws Exception {
    String response =
        Wire.ask(gateway.bridge.port(), "GET /healthz HTTP/1.1\nHost: " + host + "\n", "");

    assertThat(response).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void aKeyInTheAddressIsNoKey() throws Exception {
    HttpResponse<String> response = gateway.read("/api/v1/events?key=" + Gateway.ADA);

    assertRefused(response, 401, "no-key");
  }

  @Test
  void aHeadThatNeverEndsIsCutOff() throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      wire.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void aBodyThatNeverEndsIsCutOff() throws Exception {
    try (var wire = new Wire(gateway.bridge.port())) {
      wire.send(
          "POST /api/v1/commands/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");

      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void brokenRequestsDisturbNobodyElse() throws Exception {
    for (String broken :
        new String[] {
          "\u0000\u0001\u0002\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n"
        }) {
      try (var wire = new Wire(gateway.bridge.port())) {
        wire.send(broken);
      }
    }

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(gateway.call(Gateway.ADA, "echo", "{\"text\":\"a\"}").statusCode())
                .isEqualTo(200));
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(Json.parse(response.body()).path("code").textValue()).isEqualTo(code);
  }
}
