package io.mycelium.functions.jobs;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.job.Again;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobState;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that were given up, over all rooms: one in `main`, one in the open room `lab`, one in ada's
/// closed room `plot`.
class EverywhereTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;
  private TestGateway.User ada;

  @BeforeEach
  void deadJobsInThreeRooms() {
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    ada = olga.invite("ada", Role.MEMBER);
    String retry = "retry: {attempts: 2}\n";
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low") + retry);
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
    ada.run("room create lab");
    ada.run("room create plot --closed");
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
      for (String room : new String[] {"main", "lab", "plot"}) {
        ada.in(room).run("count");
        for (ScriptedDrone drone : new ScriptedDrone[] {attic, cellar}) {
          var failure = new JobFailure("exit", "It ended in %s.".formatted(room));
          drone.source().fail(drone.claim().lease(), failure, Again.after(Duration.ZERO));
        }
      }
    }
    await().until(() -> gateway.events("job.ended").size() == 3);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void deadJobsOfAllRoomsAreShownToWhomTheyAdmit() {
    assertThat(olga.run("job dead")).isTable(1);
    assertThat(olga.run("job dead --everywhere")).isTable(2).hasColumn("room", "lab", "main");
    assertThat(ada.run("job dead --everywhere"))
        .isTable(3)
        .hasColumn("room", "plot", "lab", "main");
  }

  @Test
  void deadJobsOfAllRoomsRunAnewButOfClosedOnes() {
    assertThat(olga.confirm("job redrive --everywhere"))
        .says("2 jobs run anew", "#1 in lab", "#1 in main");

    assertThat(olga.run("job show 1")).hasState("waiting");
    assertThat(olga.in("lab").run("job show 1")).hasState("waiting");
    assertThat(ada.in("plot").run("job show 1")).hasState(JobState.DEAD.word());
    assertThat(gateway.events("job.redriven"))
        .extracting(event -> event.room().orElseThrow().value())
        .containsExactlyInAnyOrder("main", "lab");
    assertThat(olga.confirm("job redrive --everywhere"))
        .isRefused(Reply.Reason.NOT_FOUND, "none-dead")
        .says("No such job of your rooms");
  }

  @Test
  void onlyOperatorsLetThemRunAnew() {
    assertThat(ada.run("job redrive --everywhere"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    TestGateway.User otto = olga.invite("otto", Role.OPERATOR);

    assertThat(otto.confirm("job redrive --everywhere --code timeout")).says("was given up");
    assertThat(otto.confirm("job redrive")).says("A job runs anew: #1.");
    assertThat(otto.confirm("job redrive --everywhere --code exit"))
        .says("A job runs anew: #1 in lab.");
  }
}
