package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LimitName;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is put right although no call of the port went wrong.
class SweepScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private static final String P = "myc:{main:q}:";
  private static final LimitName KEY = LimitName.function("checksum");
  private TestQueue queue;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private List<JobId> submitted(int count) {
    return Stream.generate(() -> queue.submitted(aJob())).limit(count).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready:normal", "fair:normal:", "rooms:normal:", "line:normal::main"})
  void jobsThatLostTheirPlaceAreAllBackAtOnce(String key) {
    submitted(5);
    server.ask("DEL", P + key);

    queue.queue().upkeep();

    assertThat(queue.queue().counts().waiting()).isEqualTo(5);
    assertThat(queue.queue().lines())
        .hasSize(1)
        .allSatisfy(l -> assertThat(l.waiting()).isEqualTo(5));
    for (int i = 0; i < 5; i++) {
      assertThat(queue.source().claim(aDrone("one"))).isPresent();
    }
    assertThat(queue.queue().counts().waiting()).isZero();
  }

  @Test
  void classThatNobodyKnowsAnyMoreIsKnownAgain() {
    submitted(1);
    server.ask("DEL", P + "classes");

    queue.queue().upkeep();

    assertThat(queue.otherSource().claim(aDrone("one"))).isPresent();
  }

  private List<JobId> oneRunsAndOthersAreHeld() {
    queue.queue().limit(new JobLimit(KEY, Optional.of(1), Optional.empty()));
    List<JobId> ids = submitted(3);
    assertThat(queue.source().claim(aDrone("one"), 3)).hasSize(1);
    return ids;
  }

  private Lease leaseOf(JobId id) {
    return new Lease(id, aDrone("one").id(), queue.job(id).fence());
  }

  @Test
  void jobsThatALimitHoldsGoOnAlthoughTheirLineIsLost() {
    List<JobId> ids = oneRunsAndOthersAreHeld();
    server.ask("DEL", P + "held:" + KEY);

    queue.queue().upkeep();
    queue.source().complete(leaseOf(ids.get(0)), TestQueue.RESULT);

    // Those that came within a millisecond go on in any order.
    assertThat(queue.claimedJob(aDrone("one")).orElseThrow()).isIn(ids.get(1), ids.get(2));
  }

  @Test
  void jobsOfALimitedRateGoOnAlthoughNobodyLooksForTheirTokens() {
    var rate = new JobLimit.Rate(1, Duration.ofSeconds(10), 1);
    queue.queue().limit(new JobLimit(KEY, Optional.empty(), Optional.of(rate)));
    submitted(2);
    assertThat(queue.source().claim(aDrone("one"), 3)).hasSize(1);
    server.ask("DEL", P + "refills");
    queue.passTime(Duration.ofSeconds(10));

    queue.queue().upkeep();

    assertThat(queue.claimedJob(aDrone("one"))).isPresent();
  }

  @Test
  void jobsOfALimitThatEndedGoOnAlthoughNobodyLetThemIn() {
    List<JobId> ids = oneRunsAndOthersAreHeld();
    server.ask("HDEL", P + "limits", KEY.value());
    server.ask("HSET", P + "queue", "limits", "0");

    queue.queue().upkeep();

    assertThat(queue.source().claim(aDrone("one"), 3))
        .extracting(claimed -> claimed.job().id())
        .containsExactlyInAnyOrder(ids.get(1), ids.get(2));
  }

  @Test
  void moreJobsThanOneCallLetsInGoOnWhenTheirLimitEnds() {
    queue.queue().limit(new JobLimit(KEY, Optional.of(1), Optional.empty()));
    submitted(201);
    for (int i = 0; i < 4; i++) {
      queue.source().claim(aDrone("one"), 64);
    }
    assertThat(queue.queue().counts().held()).isEqualTo(200);

    queue.queue().unlimit(KEY);

    assertThat(queue.queue().counts().held()).isZero();
    assertThat(queue.queue().counts().waiting()).isEqualTo(200);
  }

  @Test
  void jobThatWasLetInByALimitAndIsCancelledLetsTheNextIn() {
    List<JobId> ids = oneRunsAndOthersAreHeld();
    queue.source().complete(leaseOf(ids.get(0)), TestQueue.RESULT);
    queue.queue().cancel(ids.get(1), "no need");

    queue.queue().reap();

    assertThat(queue.claimedJob(aDrone("one"))).contains(ids.get(2));
  }

  @Test
  void jobThatWasCancelledWhileItWaitedForAnotherWaitsForItAgain() {
    JobId child = queue.submitted(aJob());
    JobId parent =
        queue.submitted(
            aJob()
                .planned(plan ->
                    plan.after(new Dependencies(List.of(child), Dependencies.OnFailure.FAIL))));
    queue.queue().cancel(parent, "no need");
    queue.queue().redrive(parent);

    assertThat(queue.state(parent)).isEqualTo(JobState.HELD);
    Lease lease = queue.claimed(aDrone("one"));
    assertThat(lease.job()).isEqualTo(child);
    queue.source().complete(lease, TestQueue.RESULT);
    assertThat(queue.claimedJob(aDrone("one"))).contains(parent);
  }

  @Test
  void jobThatWasTooLateHasItsWholeTimeWhenItRunsAnew() {
    JobId id =
        queue.submitted(
            aJob()
                .planned(plan ->
                    plan.within(
                        new Deadlines(
                            Optional.empty(),
                            Optional.of(Duration.ofMinutes(1)),
                            Optional.empty()))));
    queue.passTime(Duration.ofMinutes(2));
    queue.queue().reap();
    assertThat(queue.state(id)).isEqualTo(JobState.FAILED);

    queue.queue().redrive(id);
    queue.queue().reap();

    assertThat(queue.state(id)).isEqualTo(JobState.WAITING);
  }

  /// Who deletes a count must not let a room have more than it may, for ever.
  @Test
  void countsOfRoomsAreMadeAnew() {
    queue.submitted(aJob().in("a"));
    queue.submitted(aJob().in("a"));
    queue.submitted(aJob().in("b"));
    queue.submitted(aJob().in("b"));
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    Map<String, String> before = busy();
    server.ask("HDEL", P + "busy", "a");
    server.ask("HSET", P + "busy", "nobody", "7");

    queue.queue().upkeep();

    assertThat(before.values().stream().mapToInt(Integer::parseInt).sum()).isEqualTo(3);
    assertThat(busy()).isEqualTo(before);
  }

  private Map<String, String> busy() {
    return queue.access().read(redis -> redis.hgetall(P + "busy"));
  }

  /// Half of a job is none.
  @Test
  void jobWithoutItsSpecificationIsNotOpen() {
    JobId id = queue.submitted(aJob());
    server.ask("HDEL", P + "specs", id.value());

    queue.queue().upkeep();

    assertThat(server.ask("EXISTS", P + "jobs")).isEqualTo("0");
    assertThat(busy()).isEmpty();
  }

  @Test
  void deadLetterOfAJobThatIsGoneGoesToo() {
    JobId id = queue.submitted(aJob().buriedAfter(1));
    queue.claimed(aDrone("one"));
    queue.loseLeases();
    server.ask("HDEL", P + "specs", id.value());

    queue.queue().upkeep();

    assertThat(queue.queue().counts().dead()).isZero();
  }

  @Test
  void droneThatMustNotHaveAJobIsNotWokenForItByItself() {
    queue.source().awaitWork(aDrone("one"), Duration.ofMillis(1));
    queue.submitted(aJob().needing("-drn_one"));
    server.ask("DEL", P + "bell:");

    Optional<Claimed> claimed = queue.source().claim(aDrone("one"));

    assertThat(claimed).isEmpty();
    assertThat(server.ask("EXISTS", P + "bell:")).isEqualTo("0");
  }
}
