package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobState;
import io.mycelium.redis.embedded.TestRedis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimScriptTest {
  private static final String LINE = "myc:{main:q}:line:normal::main";
  private static final String QUEUE = "myc:{main:q}:queue";
  private static final String READ = "myc:{main:q}:read";

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private final Drone drone = aDrone("one");
  private TestQueue queue;
  private ClaimScript claim;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    claim = new ClaimScript(queue.access(), new KnownClasses());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private Optional<Claimed> claimed(String call) {
    return claim.run(drone, call, 1).stream().findFirst();
  }

  @Test
  void sameCallAgainGetsTheSameJobUnderTheSameFence() {
    queue.submitted(aJob());
    queue.submitted(aJob());

    Optional<Claimed> first = claimed("call");
    Optional<Claimed> again = claimed("call");
    Optional<Claimed> next = claimed("another call");

    assertThat(again).isEqualTo(first);
    assertThat(next.orElseThrow().job()).isNotEqualTo(first.orElseThrow().job());
  }

  /// A drone remembers classes by their version, and a promoted replica has an earlier one.
  @Test
  void classesThatAGoneMasterHadAreLookedAtAnew() {
    queue.submitted(aJob());
    claimed("first");
    String before = version();
    queue.submitted(aJob().needing("one"));
    claimed("second");
    queue.access().write(redis -> redis.hset(QUEUE, "version", before));
    queue.access().write(redis -> redis.hdel("myc:{main:q}:classes", "one"));

    queue.submitted(aJob().needing("two"));

    Drone fitting = aDrone("two", "two");
    assertThat(claim.run(fitting, "third", 8)).hasSize(1);
  }

  private String version() {
    return queue.access().read(redis -> redis.hget(QUEUE, "version"));
  }

  @Test
  void sameCallAgainStartsTheLeaseAnew() {
    JobId id = queue.submitted(aJob());
    claimed("call");
    queue.passTime(queue.times().lease().minusSeconds(1));

    claimed("call");
    queue.passTime(queue.times().lease().minusSeconds(1));

    assertThat(queue.queue().reap()).isZero();
    assertThat(queue.state(id)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void sameCallAfterItsLeaseEndedIsANewClaim() {
    queue.submitted(aJob());
    claimed("call");
    queue.loseLeases();

    Optional<Claimed> again = claimed("call");

    assertThat(again.orElseThrow().lease().fence()).isEqualTo(2);
  }

  @Test
  void sameBatchAgainGetsTheSameJobs() {
    for (int i = 0; i < 40; i++) {
      queue.submitted(aJob());
    }

    List<Claimed> first = claim.run(drone, "call", 32);
    List<Claimed> again = claim.run(drone, "call", 32);

    assertThat(first).hasSize(32);
    assertThat(again).isEqualTo(first);
    assertThat(claim.run(drone, "other", 32)).hasSize(8);
  }

  @Test
  void lineOfWhichNobodyKnowsWhereItWasReadIsReadFromItsStart() {
    JobId waiting = queue.submitted(aJob());
    JobId running = queue.submitted(aJob());
    queue.submitted(aJob());
    claimed("a");
    claimed("b");
    server.ask("DEL", READ);

    Optional<Claimed> third = claimed("c");

    assertThat(third.orElseThrow().job().id()).isNotIn(waiting, running);
    assertThat(queue.state(waiting)).isEqualTo(JobState.RUNNING);
    assertThat(claimed("d")).isEmpty();
  }

  @Test
  void jobWhoseLineWasLostWhileItRanWaitsAgainWhenItsDroneIsLost() {
    JobId id = queue.submitted(aJob());
    claimed("a");
    server.ask("DEL", LINE);
    queue.loseLeases();

    Drone other = aDrone("two");
    assertThat(queue.claimedJob(other)).contains(id);
  }

  @Test
  void entriesWithoutAJobArePassedOver() {
    queue.submitted(aJob());
    claimed("first");
    for (int i = 0; i < 20; i++) {
      server.ask("XADD", LINE, "*", "job", "job_none");
    }
    JobId id = queue.submitted(aJob());

    assertThat(claimed("a").orElseThrow().job().id()).isEqualTo(id);
  }
}
