package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.json.Json;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  @Test
  void aPortInUseIsSaidInOneSentence() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var settings = Settings.standard().on("127.0.0.1", other.getLocalPort());

      assertThatThrownBy(() -> new Gateway(settings))
          .isInstanceOfSatisfying(
              CannotListen.class, e -> assertThat(e.why()).isEqualTo(CannotListen.Why.PORT_IN_USE))
          .hasMessage(
              "Port %d on 127.0.0.1 is in use; stop the program that uses it or choose another port.",
              other.getLocalPort());
    }
  }

  @Test
  void anAddressOfAnotherMachineIsSaidInOneSentence() {
    assertThatThrownBy(() -> new Gateway(Settings.standard().on("192.0.2.1", 0)))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("192.0.2.1");
    assertThatThrownBy(() -> new Gateway(Settings.standard().on("no-such-host.invalid", 0)))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void aStopLetsRunningCallsEndRefusesNewOnesAndEndsStreams() throws Exception {
    try (var gateway = new Gateway();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var stream = gateway.stream(Gateway.ADA, "")) {
      await().until(() -> !stream.lastId().isEmpty());
      Future<HttpResponse<String>> running =
          threads.submit(() -> gateway.call(Gateway.ADA, "hold", ""));
      await().until(() -> gateway.commands.holding.get() == 1);

      Future<?> stopped = threads.submit(gateway.bridge::stop);
      await().until(() -> gateway.read("/readyz").statusCode() == 503);
      HttpResponse<String> refused = gateway.call(Gateway.ADA, "row-list", "");
      HttpResponse<String> alive = gateway.read("/healthz");
      boolean early = stopped.isDone();
      gateway.commands.held.release();

      assertThat(early).isFalse();
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Json.parse(refused.body()).path("code").textValue()).isEqualTo("stopping");
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      assertThat(alive.statusCode()).isEqualTo(200);
      assertThat(running.get().statusCode()).isEqualTo(200);
      stopped.get();
      await().until(stream::ended);
      assertThatThrownBy(() -> gateway.read("/healthz")).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void theAddressIsFreeAfterAStop() throws Exception {
    int port;
    try (var first = new Gateway()) {
      port = first.bridge.port();
    }
    try (var second = new Gateway(Settings.standard().on("127.0.0.1", port))) {
      assertThat(second.bridge.url()).isEqualTo("http://127.0.0.1:" + port);
      assertThat(second.read("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void settingsThatCannotWorkAreRefusedByName() {
    assertThatThrownBy(() -> Settings.standard().on("127.0.0.1", 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("http.port is 70000, but has to be from 0 to 65535");
  }
}
