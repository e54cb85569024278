package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Rows 3, 17 and 21: by when a job has to be how far, and what is put right.
public interface JobDeadlineContract extends QueueUnderTest {
  private static Deadlines of(Duration waiting, Duration total, Duration heartbeat) {
    return new Deadlines(
        Optional.of(waiting).filter(Duration::isPositive),
        Optional.of(total).filter(Duration::isPositive),
        Optional.of(heartbeat).filter(Duration::isPositive));
  }

  @Test
  default void jobThatNoDroneTakesInTimeFails() {
    Deadlines minute = of(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);
    JobId late = submitted(aJob().planned(plan -> plan.within(minute)));
    JobId taken = submitted(aJob().needing("gpu").planned(plan -> plan.within(minute)));
    Lease lease = claimed(aDrone("one", "gpu"));
    passTime(Duration.ofMinutes(1));
    source().heartbeat(lease);

    queue().reap();

    assertThat(state(late)).isEqualTo(JobState.FAILED);
    assertThat(job(late).failure().orElseThrow().code()).isEqualTo("waited-too-long");
    assertThat(state(taken)).isEqualTo(JobState.RUNNING);
  }

  @Test
  default void jobThatIsNotDoneInTimeFailsWhereverItIs() {
    Deadlines hour = of(Duration.ZERO, Duration.ofHours(1), Duration.ZERO);
    JobId running = submitted(aJob().planned(plan -> plan.within(hour)));
    Lease lease = claimed(aDrone("one"));
    JobId delayed =
        submitted(aJob().planned(plan -> plan.within(hour).delayed(Duration.ofHours(2))));
    passTime(Duration.ofHours(1));

    queue().reap();

    assertThat(List.of(state(running), state(delayed))).containsOnly(JobState.FAILED);
    assertThat(job(running).failure().orElseThrow().code()).isIn("too-late", "timeout");
    assertThat(source().complete(lease, RESULT)).isFalse();
    assertThat(source().heartbeat(lease)).isEqualTo(Beat.LOST);
  }

  @Test
  default void runThatTakesTooLongFailsAlthoughItsDroneBeats() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    Duration all = JobLimits.STANDARD.timeout().plusSeconds(11);
    for (Duration at = Duration.ZERO; at.compareTo(all) < 0; at = at.plusSeconds(5)) {
      passTime(Duration.ofSeconds(5));
      source().heartbeat(lease);
    }

    queue().reap();

    assertThat(state(id)).isEqualTo(JobState.FAILED);
    assertThat(job(id).failure().orElseThrow().code()).isEqualTo("timeout");
  }

  @Test
  default void silenceThatAJobAllowsIsItsOwn() {
    Deadlines patient = of(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
    JobId id = submitted(aJob().planned(plan -> plan.within(patient)));
    Claimed claimed = source().claim(aDrone("one")).orElseThrow();
    passTime(Duration.ofSeconds(50));

    assertThat(claimed.holds()).isEqualTo(Duration.ofMinutes(1));
    assertThat(queue().reap()).isZero();
    assertThat(state(id)).isEqualTo(JobState.RUNNING);
  }

  @Test
  default void releasedJobGoesBeforeThoseThatCameLater() {
    JobId first = submitted(aJob());
    submitted(aJob());
    submitted(aJob().of(JobPriority.HIGH).needing("other"));

    source().release(claimed(aDrone("one")));

    assertThat(claimedJob(aDrone("two"))).contains(first);
  }

  @Test
  default void everyOpenJobIsFoundWhenAllIsInOrder() {
    JobId waiting = submitted(aJob());
    submitted(aJob().planned(plan -> plan.delayed(Duration.ofHours(1))));
    queue().upkeep();
    queue().upkeep();

    assertThat(claimedJob(aDrone("one"))).contains(waiting);
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(0, 1, 0, 1, 0));
  }

  @Test
  default void resultIsKeptAsLongAsTheJobSays() {
    Duration kept = Duration.ofMinutes(1);
    JobId id = submitted(aJob().planned(plan -> plan.kept(kept)));
    source().complete(claimed(aDrone("one")), RESULT);
    queue().upkeep();
    assertThat(state(id)).isEqualTo(JobState.DONE);

    passTime(kept.plusSeconds(1));
    queue().upkeep();

    assertThat(queue().find(id)).isEmpty();
  }

  @Test
  default void howAJobEndedSaysForHowLongItIsKept() {
    Duration failure = Duration.ofHours(1);
    var keep = new Keep(Optional.of(Duration.ofMinutes(1)), Optional.of(failure));
    JobId done = submitted(aJob().planned(plan -> plan.kept(keep)));
    source().complete(claimed(aDrone("one")), RESULT);
    JobId failed = submitted(aJob().planned(plan -> plan.kept(keep)));
    source().fail(claimed(aDrone("one")), FAILURE);
    JobId dead = submitted(aJob().buriedAfter(1).planned(plan -> plan.kept(keep)));
    claimed(aDrone("one"));
    loseLeases();
    JobId cancelled = submitted(aJob().planned(plan -> plan.kept(keep)));
    queue().cancel(cancelled, "no need");

    passTime(Duration.ofMinutes(2));
    queue().upkeep();
    assertThat(queue().find(done)).isEmpty();
    assertThat(List.of(state(failed), state(dead), state(cancelled)))
        .containsExactly(JobState.FAILED, JobState.DEAD, JobState.CANCELLED);

    passTime(failure);
    queue().upkeep();
    assertThat(List.of(failed, dead, cancelled)).allMatch(id -> queue().find(id).isEmpty());
  }

  @Test
  default void endWithoutATimeOfItsOwnIsKeptAsLongAsOthers() {
    var keep = new Keep(Optional.empty(), Optional.of(Duration.ofMinutes(1)));
    JobId done = submitted(aJob().planned(plan -> plan.kept(keep)));
    source().complete(claimed(aDrone("one")), RESULT);
    JobId failed = submitted(aJob().planned(plan -> plan.kept(keep)));
    source().fail(claimed(aDrone("one")), FAILURE);
    passTime(Duration.ofMinutes(2));

    queue().upkeep();

    assertThat(state(done)).isEqualTo(JobState.DONE);
    assertThat(queue().find(failed)).isEmpty();
  }

  @Test
  default void quietJobOwesNoNews() {
    JobId id = submitted(aJob().planned(Plan::untold));
    Lease lease = claimed(aDrone("one"));
    source().report(lease, new Report(1, Optional.empty(), List.of(LogLine.of("line"))));
    source().complete(lease, RESULT);

    assertThat(owed()).isEmpty();
    assertThat(state(id)).isEqualTo(JobState.DONE);
  }
}
