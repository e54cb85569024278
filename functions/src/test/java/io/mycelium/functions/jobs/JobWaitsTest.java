package io.mycelium.functions.jobs;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.job.JobFailure;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What people read of a job that waits although drones are live.
class JobWaitsTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private static final String NOBODY = "No live drone can run it: ";

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;

  @BeforeEach
  void open() {
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    drop("count", "");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void dronesThatTakeNothingAreNamedWithWhatKeepsEach() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar");
        var shed = ScriptedDrone.bare(gateway.queue(), "shed")) {
      attic.away("only between 20:00 and 07:00");
      olga.run("drone pause cellar");
      olga.run("drone drain shed");
      olga.run("count");
      await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

      String why =
          "attic is away, it works only between 20:00 and 07:00; cellar is paused; shed is draining";
      assertThat(cellar.findsNothing() && shed.findsNothing()).isTrue();
      saysWhy(NOBODY + why + ".");
      assertThat(olga.run("queue show")).says("nobody can run it: " + why);

      olga.run("drone resume cellar");
      saysWhy("");
      cellar.complete(cellar.claim().lease(), "Done.");
    }
  }

  @Test
  void quarantinedDroneIsNamed() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic")) {
      for (int job = 0; job < 3; job++) {
        olga.run("count");
        var trouble = new JobFailure("drone-error", "disk full");
        attic.source().refuse(attic.claim().lease(), trouble);
      }

      assertThat(olga.run("job show 3")).hasState("waiting").says(NOBODY + "attic is quarantined.");
    }
  }

  @Test
  void droneThatIsExcludedByNameCountsForNothing() {
    drop("elsewhere", "requires: '-drn_attic'\n");
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic")) {
      olga.run("elsewhere");
      await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

      assertThat(attic.findsNothing()).isTrue();
      saysWhy(NOBODY + "it must not run on attic.");
      try (var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
        cellar.away("only when not used for 5 min");
        saysWhy(
            NOBODY
                + "cellar is away, it works only when not used for 5 min; it must not run on attic.");
      }
    }
  }

  private void saysWhy(String why) {
    assertThat(olga.run("job show 1")).hasState("waiting").says(why);
    assertThat(olga.run("job list")).hasColumn("progress", why);
  }

  private void drop(String name, String more) {
    int broken = gateway.events("function.broken").size();
    TestPackage.drop(functions, name, TestPackage.manifest(name, "low") + more);
    await().until(() -> gateway.events("function.broken").size() > broken);
    olga.run("function trust " + name);
    await().until(() -> gateway.has(name));
  }
}
