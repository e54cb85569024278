package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows 9 and 10: jobs that stand for others, and jobs that wait for others.
public interface JobFlowContract extends QueueUnderTest {
  private JobBuilder after(Dependencies.OnFailure policy, JobId... jobs) {
    return aJob().planned(plan -> plan.after(new Dependencies(List.of(jobs), policy)));
  }

  @Test
  default void parentWaitsForItsChildrenAndGetsTheirResults() {
    JobId one = submitted(aJob().needing("a"));
    JobId two = submitted(aJob().needing("b"));
    JobId parent = submitted(after(Dependencies.OnFailure.FAIL, one, two).needing("c"));

    JobState before = state(parent);
    source().complete(claimed(aDrone("a", "a")), RESULT);
    var early = claimedJob(aDrone("c", "c"));
    source().complete(claimed(aDrone("b", "b")), RESULT);
    Claimed claimed = source().claim(aDrone("c", "c")).orElseThrow();

    assertThat(before).isEqualTo(JobState.HELD);
    assertThat(early).isEmpty();
    assertThat(claimed.job().id()).isEqualTo(parent);
    assertThat(claimed.inputs()).extracting(JobInput::job).containsExactly(one, two);
    assertThat(claimed.inputs()).allSatisfy(input -> assertThat(input.result()).contains(RESULT));
  }

  @Test
  default void parentFailsWithAChildWhenItSaysSo() {
    JobId child = submitted(aJob());
    JobId parent = submitted(after(Dependencies.OnFailure.FAIL, child));
    JobId grandparent = submitted(after(Dependencies.OnFailure.FAIL, parent));

    source().fail(claimed(aDrone("one")), FAILURE);

    assertThat(state(parent)).isEqualTo(JobState.FAILED);
    assertThat(state(grandparent)).isEqualTo(JobState.FAILED);
    assertThat(job(parent).failure().orElseThrow().code()).isEqualTo("dependency");
    assertThat(queue().counts().open()).isZero();
  }

  @Test
  default void parentThatGoesOnSeesWhatFailed() {
    JobId child = submitted(aJob());
    JobId parent = submitted(after(Dependencies.OnFailure.GO_ON, child));

    source().fail(claimed(aDrone("one")), FAILURE);
    Claimed claimed = source().claim(aDrone("one")).orElseThrow();

    assertThat(claimed.job().id()).isEqualTo(parent);
    assertThat(claimed.inputs().getFirst().failure()).contains(FAILURE);
  }

  @Test
  default void childThatEndedBeforeNeedNotBeWaitedFor() {
    JobId child = submitted(aJob());
    source().complete(claimed(aDrone("one")), RESULT);

    JobId parent = submitted(after(Dependencies.OnFailure.FAIL, child));

    assertThat(claimedJob(aDrone("one"))).contains(parent);
  }

  @Test
  default void unknownChildIsRefused() {
    var none = new JobId("job_none");

    Submitted answer = queue().submit(after(Dependencies.OnFailure.FAIL, none).spec());

    assertThat(answer).isEqualTo(new Submitted.Missing(none));
  }

  @Test
  default void wholeFlowIsSubmittedTogether() {
    JobSpec child = aJob().spec();
    JobSpec parent = after(Dependencies.OnFailure.FAIL, child.id()).spec();

    List<Submitted> answers = queue().submit(List.of(child, parent));

    assertThat(answers).hasSize(2).allMatch(answer -> answer instanceof Submitted.Queued);
    assertThat(state(parent.id())).isEqualTo(JobState.HELD);
  }

  @Test
  default void firstOfAWindowStandsForTheOthers() {
    var same = new Dedup("build main", Duration.ofMinutes(5), Dedup.Mode.FIRST);
    JobId first = submitted(aJob().planned(plan -> plan.once(same)));

    Submitted second = queue().submit(aJob().planned(plan -> plan.once(same)).spec());
    Submitted elsewhere =
        queue().submit(aJob().in("other").planned(plan -> plan.once(same)).spec());

    assertThat(second).isEqualTo(new Submitted.Same(first));
    assertThat(elsewhere).isInstanceOf(Submitted.Queued.class);
  }

  @Test
  default void lastOfAWindowTakesThePlaceOfTheOthers() {
    var last = new Dedup("build main", Duration.ofMinutes(5), Dedup.Mode.LAST);
    JobId first = submitted(aJob().planned(plan -> plan.once(last)));
    passTime(Duration.ofMinutes(4));
    JobId second = submitted(aJob().planned(plan -> plan.once(last)));
    passTime(Duration.ofMinutes(4));
    queue().promote(Duration.ZERO);
    JobState waiting = state(second);
    passTime(Duration.ofMinutes(1));
    queue().promote(Duration.ZERO);

    assertThat(state(first)).isEqualTo(JobState.CANCELLED);
    assertThat(waiting).isEqualTo(JobState.DELAYED);
    assertThat(claimedJob(aDrone("one"))).contains(second);
  }
}
