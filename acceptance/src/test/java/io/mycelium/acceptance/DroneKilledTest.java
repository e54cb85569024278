package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.EventStream;
import io.mycelium.acceptance.running.RunningDrone;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A drone that vanishes in the middle of a job, and maybe comes back.
@Timeout(180)
class DroneKilledTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private EmbeddedRedis redis;
  private RunningGateway gateway;
  private RunningDrone one;
  private RunningDrone two;
  private String ada;
  private String bob;

  @BeforeEach
  void start() throws IOException {
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    String url = redis.address().url();
    gateway = RunningGateway.start(folder.resolve("data"), folder, "--no-drone", "--redis", url);
    one = RunningDrone.start("one", url, folder.resolve("one"), folder);
    two = RunningDrone.start("two", url, folder.resolve("two"), folder);
    ada = gateway.operatorKey();
    bob = gateway.invite("bob", "member");
    await()
        .atMost(SOON)
        .until(() -> gateway.call(ada, "drone-list", "{}").reply().path("rows").size() == 2);
    dropSlowFunction();
    await()
        .atMost(SOON)
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"slow\""));
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    gateway.close();
    redis.close();
  }

  @Test
  void theJobStartsOnTheOtherWithinTenSecondsAndEndsOnce() {
    try (EventStream events = EventStream.open(gateway, ada, "")) {
      String number = startSlow(events);
      RunningDrone first = runner(events);

      long killed = System.nanoTime();
      first.kill();
      await().atMost(Duration.ofSeconds(20)).until(() -> started(events).size() == 2);

      // Ten on a machine that does nothing else.
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(20));
      endsOnce(events, number);
    }
  }

  @Test
  void whatAFrozenDroneSaysAfterItsLeaseCountsForNothing() {
    try (EventStream events = EventStream.open(gateway, ada, "")) {
      String number = startSlow(events);
      RunningDrone first = runner(events);

      first.signal("STOP");
      await().atMost(Duration.ofSeconds(20)).until(() -> started(events).size() == 2);
      first.signal("CONT");

      endsOnce(events, number);
      await()
          .atMost(SOON)
          .until(() -> gateway.call(ada, "drone-list", "{}").reply().path("rows").size() == 2);
    }
  }

  /// Returns its number when it is under way.
  private String startSlow(EventStream events) {
    String number = gateway.call(ada, "slow", "{}").field("number").substring(1);
    gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number));
    await()
        .atMost(SOON)
        .until(() ->
            events.types().contains("job.started")
                && events.events().toString().contains("under way"));
    return number;
  }

  private RunningDrone runner(EventStream events) {
    return started(events).getFirst().equals("one") ? one : two;
  }

  private void endsOnce(EventStream events, String number) {
    String lost = started(events).getFirst();
    assertThat(started(events)).hasSize(2).doesNotHaveDuplicates();
    await().atMost(SOON).until(() -> events.types().contains("job.ended"));
    assertThat(said(gateway, ada, number))
        .containsExactly(
            "`slow` runs again: the drone `%s`, which had it, was lost.".formatted(lost),
            "all done");
    assertThat(events.types().stream().filter("job.ended"::equals)).hasSize(1);
    assertThat(events.events().toString()).contains("\"reason\":\"lost\"");
  }

  /// What Mycelium itself said in the thread.
  private static List<String> said(RunningGateway gateway, String key, String number) {
    List<String> said = new ArrayList<>();
    for (JsonNode row :
        gateway
            .call(key, "room-read", "{\"thread\":\"%s\"}".formatted(number))
            .reply()
            .path("rows")) {
      if (row.path(1).asText().equals("mycelium")) {
        said.add(row.path(2).asText().strip());
      }
    }
    return said;
  }

  private static List<String> started(EventStream events) {
    return events.events().stream()
        .filter(e -> e.type().equals("job.started"))
        .map(e -> e.data().path("payload").path("drone").asText())
        .toList();
  }

  private void dropSlowFunction() throws IOException {
    Path target = gateway.data().resolve("functions.d/slow");
    Files.createDirectories(target);
    Files.writeString(target.resolve("run.sh"), "echo under way >&2\nsleep 4\necho all done\n");
    Files.writeString(
        target.resolve("function.yaml"),
        "name: slow\nsummary: Take its time\nrisk: medium\npermission: functions.use\nrun: [sh, run.sh]\n");
  }
}
