package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobState;
import io.mycelium.redis.embedded.TestRedis;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimScriptTest {
  private static final String LANE = "myc:{main:q}:lane:normal:";

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private final Drone drone = aDrone("one");
  private TestQueue queue;
  private ClaimScript claim;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    claim = new ClaimScript(queue.access());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void sameCallAgainGetsTheSameJobUnderTheSameFence() {
    queue.submitted(aJob());
    queue.submitted(aJob());

    Optional<Claimed> first = claim.run(drone, "call");
    Optional<Claimed> again = claim.run(drone, "call");
    Optional<Claimed> next = claim.run(drone, "another call");

    assertThat(again).isEqualTo(first);
    assertThat(next.orElseThrow().job()).isNotEqualTo(first.orElseThrow().job());
  }

  @Test
  void sameCallAgainStartsTheLeaseAnew() {
    JobId id = queue.submitted(aJob());
    claim.run(drone, "call");
    queue.passTime(queue.times().lease().minusSeconds(1));

    claim.run(drone, "call");
    queue.passTime(queue.times().lease().minusSeconds(1));

    assertThat(queue.queue().reap()).isZero();
    assertThat(queue.state(id)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void sameCallAfterItsLeaseEndedIsANewClaim() {
    queue.submitted(aJob());
    claim.run(drone, "call");
    queue.loseLeases();

    Optional<Claimed> again = claim.run(drone, "call");

    assertThat(again.orElseThrow().lease().fence()).isEqualTo(2);
  }

  @Test
  void laneWhoseGroupIsGoneIsReadFromItsStart() {
    JobId waiting = queue.submitted(aJob());
    JobId running = queue.submitted(aJob());
    queue.submitted(aJob());
    claim.run(drone, "a");
    claim.run(drone, "b");
    server.ask("XGROUP", "DESTROY", LANE, "drones");

    Optional<Claimed> third = claim.run(drone, "c");

    assertThat(third.orElseThrow().job().id()).isNotIn(waiting, running);
    assertThat(queue.state(waiting)).isEqualTo(JobState.RUNNING);
    assertThat(claim.run(drone, "d")).isEmpty();
  }

  @Test
  void jobWhoseLaneEntryWasLostWhileItRanWaitsAgainWhenItsDroneIsLost() {
    JobId id = queue.submitted(aJob());
    claim.run(drone, "a");
    server.ask("DEL", LANE);
    queue.loseLeases();

    assertThat(claim.run(drone, "b").orElseThrow().job().id()).isEqualTo(id);
  }

  @Test
  void entriesWithoutAJobArePassedOver() {
    server.ask("ZADD", "myc:{main:q}:lanes", "1", "normal:");
    for (int i = 0; i < 20; i++) {
      server.ask("XADD", LANE, "*", "job", "job_none");
    }
    JobId id = queue.submitted(aJob());

    assertThat(claim.run(drone, "a").orElseThrow().job().id()).isEqualTo(id);
    assertThat(server.ask("XLEN", LANE)).isEqualTo("1");
  }

  @Test
  void endedJobsLeaveNothingOnTheLane() {
    queue.submitted(aJob());
    queue.source().complete(queue.claimed(drone), TestQueue.RESULT);

    assertThat(server.ask("XLEN", LANE)).isEqualTo("0");
    assertThat(server.ask("XPENDING", LANE, "drones")).doesNotContain("one");
  }
}
