package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.serving.SlowClients;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Other bridges on the same server.
class MountsTest {
  private static final Handler<HttpServerRequest> SAYS_WHERE =
      request -> request.response().end("at " + request.path());

  @Test
  void aMountHasItsAddressAndAllBelow() throws Exception {
    try (var gateway = new Gateway(Map.of("/rooms", SAYS_WHERE))) {
      assertThat(gateway.read("/rooms").body()).isEqualTo("at /rooms");
      assertThat(gateway.read("/rooms/main/post").body()).isEqualTo("at /rooms/main/post");
      assertThat(gateway.read("/roomsandmore").statusCode()).isEqualTo(404);
      assertThat(gateway.read("/").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theRootIsThatAddressAlone() throws Exception {
    try (var gateway = new Gateway(Map.of("/", SAYS_WHERE))) {
      assertThat(gateway.read("/").body()).isEqualTo("at /");
      assertThat(gateway.read("/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aBrowserThatLooksInVainGetsAPageAndAProgramAProblem() throws Exception {
    try (var gateway = new Gateway(Map.of("/*", SAYS_WHERE))) {
      assertThat(asked(gateway, "/nowhere/at/all", "text/html,*/*;q=0.8"))
          .endsWith("at /nowhere/at/all");
      assertThat(asked(gateway, "/nowhere", "application/json")).contains("unknown-route");
      assertThat(asked(gateway, "/api/v1/nowhere", "text/html")).contains("unknown-route");
    }
  }

  private static String asked(Gateway gateway, String path, String accept) throws Exception {
    String head = "GET %s HTTP/1.1\nHost: localhost\nAccept: %s\nConnection: close\n";
    return Wire.ask(gateway.bridge.port(), head.formatted(path, accept), "");
  }

  @Test
  void theBridgesOwnAddressesComeFirst() throws Exception {
    try (var gateway = new Gateway(Map.of("/healthz", SAYS_WHERE, "/api", SAYS_WHERE))) {
      assertThat(gateway.read("/healthz").body()).contains("alive");
      assertThat(gateway.read("/api/v1/catalog").body()).contains("commands");
    }
  }

  @Test
  void aMountIsAskedForByTheRightHostOnly() throws Exception {
    try (var gateway = new Gateway(Map.of("/rooms", SAYS_WHERE))) {
      String answer =
          Wire.ask(gateway.bridge.port(), "GET /rooms HTTP/1.1\nHost: evil.example\n", "");

      assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain("at /rooms");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForForEver() throws Exception {
    try (var gateway = new Gateway(Map.of("/rooms", _ -> {}));
        var wire = new Wire(gateway.bridge.port())) {
      wire.send("POST /rooms HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");

      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void anAddressOfTwoSegmentsCannotBeMounted() {
    assertThatThrownBy(() ->
            new Mounts(
                Map.of("/a/b", SAYS_WHERE),
                new SlowClients(Duration.ofSeconds(1), Duration.ofSeconds(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/a/b");
  }
}
