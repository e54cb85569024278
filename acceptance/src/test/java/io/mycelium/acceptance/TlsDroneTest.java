package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.EnrollingDrone;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.TlsProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A drone that reaches its gateway over HTTPS, by way of a proxy as people run it.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsDroneTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Duration USUAL = Duration.ofSeconds(60);

  private Path folder;
  private TlsProxy proxy;
  private RunningGateway gateway;
  private String ada;
  private String bob;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    assumeTrue(
        TlsProxy.isHere() || "true".equals(System.getenv("MYCELIUM_MUST_RUN")), TlsProxy.MISSING);
    folder = shared;
    proxy = new TlsProxy(folder.resolve("proxy"));
    gateway =
        RunningGateway.start(
            folder.resolve("data"), folder, "--no-drone", "--set", "http.url=" + proxy.url());
    proxy.serve(gatewayPort(), USUAL);
    ada = gateway.operatorKey();
    bob = gateway.invite("bob", "member");
    dropFunction();
    await()
        .atMost(SOON)
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"copy\""));
  }

  @AfterAll
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (proxy != null) {
      proxy.close();
    }
  }

  private int gatewayPort() {
    return URI.create(gateway.url()).getPort();
  }

  @Test
  void aDroneBehindAProxyIsLetInAndBringsItsFiles() throws IOException {
    try (EnrollingDrone drone = drone("tls", "--ca", proxy.certificate().toString())) {
      approve(drone);

      JsonNode end = ended(asked());

      assertThat(end.toString()).contains("\"done\"");
    }
  }

  /// As where a balancer is set to a short time, and nobody may change it.
  @Test
  void aProxyThatGivesUpOnSilenceCostsNoJob() throws IOException {
    proxy.serve(gatewayPort(), Duration.ofSeconds(4));
    try (EnrollingDrone drone = drone("impatient", "--ca", proxy.certificate().toString())) {
      approve(drone);
      await().atMost(SOON).until(() -> proxy.gaveUp() > 0);

      JsonNode end = ended(asked());

      assertThat(end.toString()).contains("\"done\"").doesNotContain("lost");
      assertThat(drone.printed()).doesNotContain("WARN", "ERROR");
    } finally {
      proxy.serve(gatewayPort(), USUAL);
    }
  }

  @Test
  void aDroneThatDoesNotKnowWhoVouchesForTheProxyEndsAndSaysWhatToDo() {
    try (EnrollingDrone drone = drone("stranger")) {
      assertThat(drone.exitCode()).isEqualTo(69);
      assertThat(drone.printed()).contains("certificate", "--ca");
    }
  }

  @Test
  void aDroneThatAsksForTlsWhereThereIsNoneEndsAndSaysSo() {
    String plain = "https://localhost:" + gatewayPort();
    try (EnrollingDrone drone =
        EnrollingDrone.start("plain", plain, folder.resolve("drone-plain"), Map.of())) {
      assertThat(drone.exitCode()).isEqualTo(69);
      assertThat(drone.printed()).contains("no TLS", "plain HTTP");
    }
  }

  private EnrollingDrone drone(String name, String... options) {
    return EnrollingDrone.start(
        name, proxy.url(), folder.resolve("drone-" + name), Map.of(), options);
  }

  private void approve(EnrollingDrone drone) {
    Answer approved = call("drone-approve", "{\"code\":\"%s\"}".formatted(drone.code()));
    assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
  }

  private Answer call(String command, String options) {
    return gateway.call(ada, command, options);
  }

  private String asked() {
    String number = call("copy", "{}").field("number").substring(1);
    gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number));
    return number;
  }

  private JsonNode ended(String job) {
    return await()
        .atMost(SOON)
        .until(
            () -> call("job-show", "{\"job\":\"%s\"}".formatted(job)).body(),
            body -> body.toString().contains("kept.txt"));
  }

  private void dropFunction() throws IOException {
    Path target = gateway.data().resolve("functions.d/copy");
    Files.createDirectories(target);
    Files.writeString(
        target.resolve("run.sh"), "echo under way >&2\nseq 1 200000 > out/kept.txt\necho copied\n");
    Files.writeString(
        target.resolve("function.yaml"),
        "name: copy\nsummary: Leave a file\nrisk: medium\npermission: functions.use\nrun: [sh, run.sh]\n");
  }
}
