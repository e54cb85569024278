package io.mycelium.functions.jobs;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static io.mycelium.functions.TestGateway.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a job has of the trace of its call.
class JobTraceTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final TraceContext FIRST =
      new TraceContext("00-" + TRACE + "-b7ad6b7169203331-01", Optional.of("congo=t61"));
  private static final TraceContext SECOND =
      new TraceContext("00-" + TRACE + "-00f067aa0ba902b7-01", Optional.empty());

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;

  @BeforeEach
  void open() {
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    TestPackage.drop(functions, "risky");
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count") && gateway.has("risky"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void jobBelongsToTheTraceOfItsCallAndItsCardSaysSo() {
    olga.traced(FIRST).run("count");

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      assertThat(drone.claim().job().trace()).contains(FIRST);
    }
    assertThat(olga.run("job show 1")).hasField("trace", TRACE);
  }

  @Test
  void jobOfACallWithoutOneHasNone() {
    olga.run("count");

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      assertThat(drone.claim().job().trace()).isEmpty();
    }
    Reply shown = olga.run("job show 1");
    assertThatThrownBy(() -> field(shown, "trace")).hasMessageContaining("no field trace");
  }

  @Test
  void callThatWaitsForAnApprovalKeepsIts() {
    olga.invite("ada", Role.MEMBER).traced(FIRST).run("risky --repo /srv/shop");

    olga.traced(SECOND).run("approval grant 1");

    try (var drone = ScriptedDrone.containing(gateway.queue(), "attic")) {
      assertThat(drone.claim().job().trace()).contains(FIRST);
    }
  }

  @Test
  void sameRequestInAnotherSpanIsTheSame() {
    Reply first = olga.traced(FIRST).run("count", "req-1");
    Reply second = olga.traced(SECOND).run("count", "req-1");

    assertThat(field(second, "id")).isEqualTo(field(first, "id"));
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      assertThat(drone.claim().job().trace()).contains(FIRST);
    }
  }
}
