package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.Cable;
import io.mycelium.acceptance.running.EnrollingDrone;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Drones as processes of their own that reach the queue through a gateway, also a process, over
/// HTTP.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrolledDroneTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final List<AutoCloseable> started = new ArrayList<>();

  private Path folder;
  private EmbeddedRedis redis;
  private RunningGateway gateway;
  private String ada;
  private String bob;
  private EventStream events;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    gateway =
        RunningGateway.start(
            folder.resolve("data"), folder, "--no-drone", "--redis", redis.address().url());
    ada = gateway.operatorKey();
    bob = gateway.invite("bob", "member");
    dropFunction();
    await()
        .atMost(SOON)
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"patient\""));
  }

  @AfterAll
  void stop() {
    gateway.close();
    redis.close();
  }

  @AfterEach
  void end() throws Exception {
    if (events != null) {
      events.close();
    }
    for (AutoCloseable one : started.reversed()) {
      one.close();
    }
    started.clear();
    await().atMost(SOON).until(() -> live().isEmpty());
  }

  @Test
  void aDroneThatSomebodyApprovedDoesAJobAndIsKnownAfterItsRestart() {
    EnrollingDrone drone = drone("attic", gateway.url());
    Answer approved = approve(drone);

    assertThat(approved.field("name")).isEqualTo("attic");
    assertThat(drone.printed()).contains(approved.field("fingerprint"));
    assertThat(approved.field("machine")).contains("cores");
    awaitLive("attic");
    events = EventStream.open(gateway, ada, "");
    String job = begun();
    awaitEnd();
    assertThat(said(job)).containsExactly("all done");

    drone.close();
    await().atMost(SOON).until(() -> live().isEmpty());
    drone("attic", gateway.url());
    awaitLive("attic");
  }

  @Test
  void aDroneThatSomebodyDeniedEnds() {
    EnrollingDrone drone = drone("stranger", gateway.url());

    Answer denied = call("drone-deny", "{\"code\":\"%s\"}".formatted(drone.code()));

    assertThat(denied.status()).isEqualTo(200);
    assertThat(drone.exitCode()).isEqualTo(69);
    assertThat(drone.printed()).contains("decided");
    assertThat(live()).isEmpty();
  }

  @Test
  void aRevokedDroneLosesItsJobToAnotherAtOnceAndEnds() {
    Map<String, EnrollingDrone> drones =
        Map.of("one", approved("one", gateway.url()), "two", approved("two", gateway.url()));
    events = EventStream.open(gateway, ada, "");
    String job = begun();
    String stolen = starts().getFirst();

    confirmed("drone-revoke", "{\"drone\":\"%s\"}".formatted(stolen));
    await().atMost(SOON).until(() -> starts().size() == 2);

    assertThat(starts().getLast()).isNotEqualTo(stolen);
    EnrollingDrone gone = drones.get(stolen);
    assertThat(gone.exitCode()).isEqualTo(69);
    assertThat(gone.printed()).contains("revoked").doesNotContain("WARN");
    awaitEnd();
    // Not because its lease ended, which says so.
    assertThat(rows(job))
        .anyMatch(row -> row.path(2).asText().contains(stolen + "`, which had it, was revoked"));
    assertThat(said(job)).containsExactly("all done");
    assertThat(call("job-show", "{\"job\":\"%s\"}".formatted(job)).field("run-1"))
        .contains("lost", stolen);
    assertThat(drone(stolen, gateway.url()).exitCode()).isEqualTo(69);
    assertThat(call("drone-enrolled", "{}").reply().path("rows").toString()).contains("revoked");
  }

  @Test
  void aDrainedDroneThatWaitsEndsSoonerThanItsRequest() {
    EnrollingDrone drone = approved("idle", gateway.url());
    awaitLive("idle");

    long drained = System.nanoTime();
    call("drone-drain", "{\"drone\":\"idle\"}");

    assertThat(drone.exitCode()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - drained)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aGatewayThatDiesBetweenClaimAndReportLosesAndDoublesNothing() {
    approved("patient", gateway.url());
    events = EventStream.open(gateway, ada, "");
    String job = begun();

    gateway.kill();
    gateway = gateway.again();
    events.close();
    events = EventStream.open(gateway, ada, "?after=0-0");

    await()
        .atMost(SOON)
        .until(() -> said(job).contains("all done") && !happened("job.ended", job).isEmpty());
    assertThat(said(job)).containsExactly("all done");
    assertThat(happened("job.ended", job)).hasSize(1);
    // A gateway that is back in time costs no lease, and so the thread tells of no drone.
    assertThat(losses(job)).hasSize(happened("job.started", job).size() - 1);
  }

  @Test
  void aDroneThatIsCutOffLosesItsJobAndWorksAgainWhenTheNetworkIsWhole() {
    var cable = Cable.to(gateway.url());
    started.add(cable);
    approved("far", cable.url());
    events = EventStream.open(gateway, ada, "");
    String job = begun();

    cable.hold();
    await().atMost(SOON).until(() -> events.types().contains("job.requeued") || live().isEmpty());
    cable.mend();

    await().atMost(SOON).until(() -> starts().size() == 2);
    awaitEnd();
    assertThat(said(job)).containsExactly("all done");
    assertThat(losses(job))
        .containsExactly("`patient` runs again: the drone `far`, which had it, was lost.");
  }

  @Test
  void aDroneWhoseClockIsAnHourAheadIsLetInAndWorks() throws IOException {
    EnrollingDrone drone = drone("early", gateway.url(), anHourAhead());
    approve(drone);
    awaitLive("early");
    events = EventStream.open(gateway, ada, "");

    String job = begun();
    awaitEnd();

    assertThat(said(job)).containsExactly("all done");
    assertThat(starts()).hasSize(1);
  }

  /// What Debian's `faketime` sets; time that only goes on is left alone.
  private static Map<String, String> anHourAhead() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 3)) {
      Optional<Path> library =
          files.filter(file -> file.endsWith("faketime/libfaketimeMT.so.1")).findFirst();
      assumeTrue(
          library.isPresent() || "true".equals(System.getenv("MYCELIUM_MUST_RUN")),
          "needs faketime: apt-get install faketime");
      return Map.of(
          "LD_PRELOAD",
          library.orElseThrow().toString(),
          "FAKETIME",
          "+1h",
          "DONT_FAKE_MONOTONIC",
          "1");
    }
  }

  private EnrollingDrone drone(String name, String url) {
    return drone(name, url, Map.of());
  }

  private EnrollingDrone drone(String name, String url, Map<String, String> environment) {
    var drone = EnrollingDrone.start(name, url, folder.resolve("drone-" + name), environment);
    started.add(drone);
    return drone;
  }

  private Answer approve(EnrollingDrone drone) {
    Answer approved = call("drone-approve", "{\"code\":\"%s\"}".formatted(drone.code()));
    assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
    return approved;
  }

  private EnrollingDrone approved(String name, String url) {
    EnrollingDrone drone = drone(name, url);
    approve(drone);
    awaitLive(name);
    return drone;
  }

  private void awaitLive(String name) {
    await().atMost(SOON).until(() -> live().contains(name));
  }

  private List<String> live() {
    List<String> names = new ArrayList<>();
    call("drone-list", "{}").reply().path("rows").forEach(row -> names.add(row.path(0).asText()));
    return names;
  }

  private Answer call(String command, String options) {
    return gateway.call(ada, command, options);
  }

  private void confirmed(String command, String options) {
    Answer asked = gateway.call(ada, command, options, "Idempotency-Key", command);
    assertThat(asked.status()).isEqualTo(428);
    String confirm = asked.body().path("confirm").asText();
    Answer done =
        gateway.call(
            ada, command, options, "Idempotency-Key", command, "Mycelium-Confirm", confirm);
    assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
  }

  /// Starts a job that takes its time, and returns its number when a drone has it.
  private String begun() {
    String number = call("patient", "{}").field("number").substring(1);
    gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number));
    await().atMost(SOON).until(() -> events.events().toString().contains("under way"));
    return number;
  }

  private void awaitEnd() {
    await().atMost(SOON).until(() -> events.types().contains("job.ended"));
    assertThat(events.types().stream().filter("job.ended"::equals)).hasSize(1);
  }

  private List<String> starts() {
    return events.events().stream()
        .filter(e -> e.type().equals("job.started"))
        .map(e -> e.data().path("payload").path("drone").asText())
        .toList();
  }

  private List<String> happened(String type, String number) {
    return events.events().stream()
        .filter(e -> e.type().equals(type))
        .map(e -> e.data().toString())
        .filter(event -> event.contains("\"number\":" + number))
        .toList();
  }

  /// What Mycelium itself said in the thread.
  private List<String> said(String number) {
    return rows(number).stream()
        .filter(row -> row.path(1).asText().equals("mycelium"))
        .map(row -> row.path(2).asText().strip())
        .filter(text -> text.contains("all done"))
        .toList();
  }

  /// What the thread tells of drones that were lost.
  private List<String> losses(String number) {
    return rows(number).stream()
        .map(row -> row.path(2).asText().strip())
        .filter(text -> text.contains("was lost"))
        .toList();
  }

  private List<JsonNode> rows(String number) {
    List<JsonNode> rows = new ArrayList<>();
    call("room-read", "{\"thread\":\"%s\"}".formatted(number))
        .reply()
        .path("rows")
        .forEach(rows::add);
    return rows;
  }

  private void dropFunction() throws IOException {
    Path target = gateway.data().resolve("functions.d/patient");
    Files.createDirectories(target);
    Files.writeString(target.resolve("run.sh"), "echo under way >&2\nsleep 8\necho all done\n");
    Files.writeString(
        target.resolve("function.yaml"),
        "name: patient\nsummary: Take some time\nrisk: medium\npermission: functions.use\nrun: [sh, run.sh]\n");
  }
}
