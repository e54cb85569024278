package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Keep;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForgetScriptTest {
  private static final Duration BEFORE = Duration.ofMinutes(1);

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;
  private ForgetScript forget;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    forget = new ForgetScript(queue.access());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private JobId ended() {
    JobId id = queue.submitted(aJob());
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    return id;
  }

  private void passRetention() {
    queue.passTime(queue.times().retention());
  }

  private List<String> keys(String pattern) {
    return queue.access().read(redis -> redis.keys(pattern));
  }

  private List<String> of(String key) {
    return queue.access().read(redis -> redis.hkeys("myc:{main:q}:" + key));
  }

  private List<String> known() {
    assertThat(of("specs"))
        .hasSize(of("jobs").size() + of("over").size())
        .containsAll(of("jobs"))
        .containsAll(of("over"));
    return of("specs");
  }

  @Test
  void jobItsLogAndItsRunsGoTogether() {
    JobId id = queue.submitted(aJob().buriedAfter(1));
    Lease lease = queue.claimed(aDrone("one"));
    queue.source().report(lease, new Report(1, Optional.empty(), List.of(LogLine.of("line"))));
    queue.loseLeases();
    assertThat(keys("*:" + id)).hasSize(3);
    assertThat(known()).containsExactly(id.value());

    passRetention();
    forget.run(10);

    assertThat(keys("*:" + id)).isEmpty();
    assertThat(known()).isEmpty();
    assertThat(server.ask("EXISTS", "myc:{main:q}:ended")).isEqualTo("0");
  }

  @Test
  void jobsThatEndedInOneCallGoTogether() {
    queue.submitted(aJob());
    queue.submitted(aJob());
    Drone drone = aDrone("one");
    queue
        .source()
        .complete(
            queue.source().claim(drone, 2).stream()
                .map(one -> new Completion(one.lease(), TestQueue.RESULT))
                .toList());
    JobId later = ended();
    assertThat(server.ask("LLEN", "myc:{main:q}:ended")).isEqualTo("2");
    passRetention();

    assertThat(forget.run(1)).as("there is more").isTrue();

    assertThat(known()).containsExactly(later.value());
  }

  @Test
  void logOfAnEarlierRunGoesWithTheJob() {
    JobId id = queue.submitted(aJob());
    Lease first = queue.claimed(aDrone("one"));
    queue.source().report(first, new Report(1, Optional.empty(), List.of(LogLine.of("line"))));
    queue.source().release(first);
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    passRetention();

    forget.run(10);

    assertThat(keys("*:log:*")).isEmpty();
  }

  @Test
  void jobIsKeptUntilItsTime() {
    JobId id = ended();
    queue.passTime(queue.times().retention().minus(BEFORE));

    forget.run(10);

    assertThat(queue.state(id)).isEqualTo(JobState.DONE);
  }

  @Test
  void callDealsWithSoManyAndTellsThatThereMayBeMore() {
    for (int i = 0; i < 5; i++) {
      ended();
    }
    passRetention();

    assertThat(forget.run(2)).isTrue();
    assertThat(forget.run(2)).isTrue();
    assertThat(forget.run(2)).isFalse();

    assertThat(known()).isEmpty();
  }

  /// Its time counts from the end of the run that ended last.
  @Test
  void jobThatRanAnewIsKeptFromItsLaterEnd() {
    JobId id = queue.submitted(aJob());
    queue.source().fail(queue.claimed(aDrone("one")), TestQueue.FAILURE);
    queue.passTime(queue.times().retention().minus(BEFORE));
    queue.queue().redrive(id);
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    queue.passTime(BEFORE.plusSeconds(1));

    forget.run(10);
    assertThat(queue.state(id)).isEqualTo(JobState.DONE);

    passRetention();
    forget.run(10);
    assertThat(queue.queue().find(id)).isEmpty();
  }

  @Test
  void jobThatRunsAnewIsNotForgotten() {
    JobId id = queue.submitted(aJob());
    queue.source().fail(queue.claimed(aDrone("one")), TestQueue.FAILURE);
    queue.queue().redrive(id);
    passRetention();

    forget.run(10);

    assertThat(queue.state(id)).isEqualTo(JobState.WAITING);
  }

  @Test
  void jobWithATimeOfItsOwnIsKeptForIt() {
    Duration kept = Duration.ofHours(1);
    JobId id = queue.submitted(aJob().planned(plan -> plan.kept(kept)));
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    assertThat(server.ask("EXISTS", "myc:{main:q}:ended")).isEqualTo("0");

    queue.passTime(kept.minus(BEFORE));
    forget.run(10);
    assertThat(queue.state(id)).isEqualTo(JobState.DONE);

    queue.passTime(BEFORE.plusSeconds(1));
    forget.run(10);
    assertThat(known()).isEmpty();
    assertThat(server.ask("EXISTS", "myc:{main:q}:keep")).isEqualTo("0");
  }

  /// Each end counts by itself: the time of the first is none of the second.
  @Test
  void jobThatFailedAndThenIsDoneIsKeptAsOneThatIsDone() {
    var keep = new Keep(Optional.empty(), Optional.of(Duration.ofHours(1)));
    JobId id = queue.submitted(aJob().planned(plan -> plan.kept(keep)));
    queue.source().fail(queue.claimed(aDrone("one")), TestQueue.FAILURE);
    assertThat(server.ask("ZCARD", "myc:{main:q}:keep")).isEqualTo("1");
    queue.queue().redrive(id);
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    queue.passTime(Duration.ofHours(2));

    forget.run(10);
    assertThat(queue.state(id)).isEqualTo(JobState.DONE);

    passRetention();
    forget.run(10);
    assertThat(known()).isEmpty();
  }

  @Test
  void jobThatIsDoneAfterItFailedIsForgottenInTheTimeOfOneThatIsDone() {
    var keep = new Keep(Optional.of(Duration.ofHours(1)), Optional.empty());
    JobId id = queue.submitted(aJob().planned(plan -> plan.kept(keep)));
    queue.source().fail(queue.claimed(aDrone("one")), TestQueue.FAILURE);
    assertThat(server.ask("LLEN", "myc:{main:q}:ended")).isEqualTo("1");
    queue.queue().redrive(id);
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    queue.passTime(Duration.ofHours(2));

    forget.run(10);

    assertThat(known()).isEmpty();
  }

  @Test
  void jobWithATimeOfItsOwnThatRunsAnewIsNotForgotten() {
    Duration kept = Duration.ofHours(1);
    JobId id = queue.submitted(aJob().planned(plan -> plan.kept(kept)));
    queue.source().fail(queue.claimed(aDrone("one")), TestQueue.FAILURE);
    queue.queue().redrive(id);
    queue.passTime(kept.plusSeconds(1));

    forget.run(10);

    assertThat(queue.state(id)).isEqualTo(JobState.WAITING);
  }
}
