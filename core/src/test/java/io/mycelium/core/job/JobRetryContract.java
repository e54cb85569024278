package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Rows 4 to 6: delays, tries, dead letters.
public interface JobRetryContract extends QueueUnderTest {
  Retry FIXED = new Retry(3, Retry.Backoff.FIXED, Duration.ofSeconds(20), Duration.ofSeconds(20));

  /// Lets time pass that is not long enough for a lease to end, and brings in what is due.
  private void pass(Duration time) {
    passTime(time);
    queue().promote(Duration.ZERO);
  }

  @Test
  default void delayedJobWaitsToTheMillisecond() {
    JobId id = submitted(aJob().planned(plan -> plan.delayed(Duration.ofMinutes(10))));

    pass(Duration.ofMinutes(10).minusMillis(200));
    var early = claimedJob(aDrone("one"));
    JobState before = state(id);
    pass(Duration.ofMillis(200));

    assertThat(early).isEmpty();
    assertThat(before).isEqualTo(JobState.DELAYED);
    assertThat(claimedJob(aDrone("one"))).contains(id);
  }

  @Test
  default void delayedJobComesInWhenItIsDueAndNotBefore() {
    long start = System.nanoTime();
    JobId id = submitted(aJob().planned(plan -> plan.delayed(Duration.ofMillis(137))));

    while (state(id) == JobState.DELAYED) {
      queue().promote(Duration.ofSeconds(5));
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - start);

    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(136));
    assertThat(claimedJob(aDrone("one"))).contains(id);
  }

  @Test
  default void failedJobIsTriedAgainAfterItsWait() {
    JobId id = submitted(aJob().planned(plan -> plan.retrying(FIXED)));

    source().fail(claimed(aDrone("one")), FAILURE);
    Job delayed = job(id);
    pass(Duration.ofSeconds(19));
    var early = claimedJob(aDrone("two"));
    pass(Duration.ofSeconds(1));
    Claimed again = source().claim(aDrone("two")).orElseThrow();

    assertThat(delayed.state()).isEqualTo(JobState.DELAYED);
    assertThat(delayed.failures()).isEqualTo(1);
    assertThat(early).isEmpty();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.lease().fence()).isEqualTo(2);
    assertThat(owedKinds()).contains(JobEvents.REQUEUED);
  }

  @Test
  default void exponentialWaitGrowsAndIsShortenedByChance() {
    Retry retry = Retry.upTo(20);
    JobId id = submitted(aJob().planned(plan -> plan.retrying(retry)));
    for (int failures = 1; failures <= 12; failures++) {
      Drone drone = aDrone("d" + failures);
      Claimed claimed = source().claim(drone).orElseThrow();

      source().fail(claimed.lease(), FAILURE);

      Duration most = Duration.ofSeconds(1L << (failures - 1));
      Duration bound = most.compareTo(retry.most()) < 0 ? most : retry.most();
      Duration wait = Duration.between(now(), job(id).due().orElseThrow());
      assertThat(wait).isLessThanOrEqualTo(bound);
      pass(retry.most());
    }
  }

  @Test
  default void jobThatFailedTooOftenIsDeadWithItsHistory() {
    JobId id = submitted(aJob().planned(plan -> plan.retrying(FIXED)));
    for (int i = 0; i < 3; i++) {
      source().fail(claimed(aDrone("d" + i)), FAILURE);
      pass(FIXED.base());
    }

    assertThat(state(id)).isEqualTo(JobState.DEAD);
    assertThat(job(id).past()).hasSize(3).extracting(PastRun::code).containsOnly("exit");
    assertThat(queue().deadLetters("", 10))
        .extracting(DeadLetter::job, DeadLetter::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(id, "exit"));
  }

  @Test
  default void workThatSaysNeverIsNotTriedAgain() {
    JobId id = submitted(aJob().planned(plan -> plan.retrying(FIXED)));

    source().fail(claimed(aDrone("one")), FAILURE, Again.NEVER);

    assertThat(state(id)).isEqualTo(JobState.FAILED);
    assertThat(queue().deadLetters("", 10)).isEmpty();
  }

  @Test
  default void failureThatThePlanListsIsNotTriedAgain() {
    Retry listed = FIXED.notAfter(List.of("timeout"));
    JobId slow = submitted(aJob().planned(plan -> plan.retrying(listed)));
    source().fail(claimed(aDrone("one")), new JobFailure("timeout", "It took too long."));
    JobId other = submitted(aJob().planned(plan -> plan.retrying(listed)));
    source().fail(claimed(aDrone("one")), FAILURE);

    assertThat(state(slow)).isEqualTo(JobState.FAILED);
    assertThat(job(slow).failures()).isEqualTo(1);
    assertThat(job(slow).past()).extracting(PastRun::end).containsExactly("fail");
    assertThat(queue().deadLetters("", 10)).isEmpty();
    assertThat(state(other)).isEqualTo(JobState.DELAYED);
  }

  @Test
  default void endOfAProgramThatThePlanListsIsNotTriedAgain() {
    Retry listed = FIXED.notAfter(List.of("3", "timeout"));
    List<JobState> states = new java.util.ArrayList<>();
    for (int code : List.of(3, 33)) {
      JobId id = submitted(aJob().planned(plan -> plan.retrying(listed)));
      var failure = new JobFailure("exit", "It ended.", Optional.of(code));
      source().fail(claimed(aDrone("one")), failure);
      assertThat(job(id).spec().plan().retry()).isEqualTo(listed);
      states.add(state(id));
    }

    assertThat(states).containsExactly(JobState.FAILED, JobState.DELAYED);
  }

  @Test
  default void laterFailureThatThePlanListsEndsTheTries() {
    Retry listed = FIXED.notAfter(List.of("timeout"));
    JobId id = submitted(aJob().planned(plan -> plan.retrying(listed)));
    source().fail(claimed(aDrone("one")), FAILURE);
    pass(listed.base());

    source().fail(claimed(aDrone("two")), new JobFailure("timeout", "It took too long."));

    assertThat(state(id)).isEqualTo(JobState.FAILED);
    assertThat(job(id).past()).extracting(PastRun::end).containsExactly("retry", "fail");
  }

  @Test
  default void workThatSaysWhenIsTriedThenWhateverThePlanLists() {
    Retry listed = FIXED.notAfter(List.of("exit"));
    JobId id = submitted(aJob().planned(plan -> plan.retrying(listed)));

    source().fail(claimed(aDrone("one")), FAILURE, Again.after(Duration.ofMinutes(7)));

    assertThat(state(id)).isEqualTo(JobState.DELAYED);
  }

  @Test
  default void workThatSaysWhenIsTriedThen() {
    JobId id = submitted(aJob().planned(plan -> plan.retrying(FIXED)));

    source().fail(claimed(aDrone("one")), FAILURE, Again.after(Duration.ofMinutes(7)));

    assertThat(Duration.between(now(), job(id).due().orElseThrow()))
        .isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7));
    assertThat(job(id).failures()).isEqualTo(1);
  }

  @Test
  default void snoozedJobHasNotFailed() {
    JobId id = submitted(aJob());

    source().fail(claimed(aDrone("one")), FAILURE, Again.snooze(Duration.ofMinutes(1)));
    Job snoozed = job(id);
    pass(Duration.ofMinutes(1));

    assertThat(snoozed.state()).isEqualTo(JobState.DELAYED);
    assertThat(snoozed.failures()).isZero();
    assertThat(source().claim(aDrone("one")).orElseThrow().attempt()).isEqualTo(1);
  }

  @Test
  default void lostDronesAndFailuresAreCountedApart() {
    JobId id = submitted(aJob().planned(plan -> plan.retrying(FIXED)));
    claimed(aDrone("one"));
    loseLeases();
    source().fail(claimed(aDrone("two")), FAILURE);

    assertThat(job(id).lost()).isEqualTo(1);
    assertThat(job(id).failures()).isEqualTo(1);
    assertThat(job(id).past()).extracting(PastRun::end).containsExactly("lost", "retry");
  }

  @Test
  default void redrivenJobRunsAnewUnderAHigherFence() {
    JobId id = submitted(aJob().buriedAfter(1));
    Lease old = claimed(aDrone("one"));
    loseLeases();
    assertThat(state(id)).isEqualTo(JobState.DEAD);

    queue().redrive(id);
    queue().redrive(id);
    Lease next = claimed(aDrone("two"));

    assertThat(next.fence()).isEqualTo(2);
    assertThat(source().complete(old, RESULT)).isFalse();
    assertThat(source().complete(next, RESULT)).isTrue();
    assertThat(job(id).lost()).isZero();
    assertThat(job(id).past()).hasSize(1);
    assertThat(queue().deadLetters("", 10)).isEmpty();
    assertThat(owedKinds()).containsOnlyOnce(JobEvents.REDRIVEN);
    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(0, 0, 0, 0, 0));
  }

  @Test
  default void deadLettersComeInPagesNewestFirst() {
    List<JobId> dead = new java.util.ArrayList<>();
    for (int i = 0; i < 5; i++) {
      dead.addFirst(submitted(aJob().planned(plan -> plan.retrying(FIXED))));
      for (int tries = 0; tries < 3; tries++) {
        source().fail(claimed(aDrone("d" + tries)), FAILURE, Again.after(Duration.ZERO));
      }
    }

    List<DeadLetter> first = queue().deadLetters("", 3);
    List<DeadLetter> second = queue().deadLetters(first.getLast().place(), 3);

    assertThat(first).extracting(DeadLetter::job).containsExactlyElementsOf(dead.subList(0, 3));
    assertThat(second).extracting(DeadLetter::job).containsExactlyElementsOf(dead.subList(3, 5));
  }
}
