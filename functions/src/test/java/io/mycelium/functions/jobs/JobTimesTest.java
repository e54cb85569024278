package io.mycelium.functions.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.job.Claimed;
import io.mycelium.functions.HeardTimes;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How long jobs waited and ran is told once, by one of the gateways.
class JobTimesTest {
  private static final int JOBS = 6;

  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway other;
  private TestGateway.User olga;

  @BeforeEach
  void open() {
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    gateway = TestGateway.open().watching(functions);
    other = TestGateway.open();
    olga = gateway.admin();
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
  }

  @AfterEach
  void close() {
    gateway.close();
    other.close();
  }

  @Test
  void jobsOfTwoGatewaysAreTimedOnceEach() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic")) {
      for (int i = 0; i < JOBS; i++) {
        olga.run("count");
        attic.complete(attic.claim().lease(), "Done.");
      }
      await().until(() -> gateway.events("job.ended").size() == JOBS);
    }

    assertThat(heard("count waited")).hasSize(JOBS);
    assertThat(heard("count done")).hasSize(JOBS);
    assertThat(all()).hasSize(2 * JOBS).allSatisfy(JobTimesTest::plausible);
  }

  @Test
  void jobThatComesBackWaitedOnceAndRanUntilItsEnd() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic")) {
      olga.run("count");
      Claimed first = attic.claim();
      await().until(() -> heard("count waited").size() == 1);
      attic.release(first.lease());
      attic.fail(attic.claim().lease(), "broken", "It broke.");
      await().until(() -> gateway.events("job.ended").size() == 1);
    }

    assertThat(all()).extracting(HeardTimes.Heard::what).hasSize(2);
    assertThat(heard("count failed")).hasSize(1);
  }

  @Test
  void jobThatNeverRanIsNotTimed() {
    olga.run("count");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

    olga.run("job cancel 1");
    await().until(() -> gateway.events("job.ended").size() == 1);

    assertThat(all()).isEmpty();
  }

  private static void plausible(HeardTimes.Heard heard) {
    assertThat(heard.time()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
  }

  private List<HeardTimes.Heard> heard(String what) {
    return all().stream().filter(heard -> heard.what().equals(what)).toList();
  }

  private List<HeardTimes.Heard> all() {
    return Stream.of(gateway, other).flatMap(at -> at.times.all().stream()).toList();
  }
}
