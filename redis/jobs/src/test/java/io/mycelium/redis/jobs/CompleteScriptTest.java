package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Lease;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private final Drone drone = aDrone("one");
  private TestQueue queue;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private static Completion with(Lease lease, String words) {
    return new Completion(lease, new JobResult(words, List.of()));
  }

  private List<Boolean> complete(Completion... some) {
    return new CompleteScript(queue.access()).run(List.of(some));
  }

  @Test
  void ofTwoResultsOfALeaseInOneCallTheFirstCounts() {
    JobId id = queue.submitted(aJob());
    Lease lease = queue.claimed(drone);

    assertThat(complete(with(lease, "first"), with(lease, "second"))).containsExactly(true, true);

    assertThat(queue.queue().find(id).orElseThrow().result().orElseThrow().markdown())
        .isEqualTo("first");
    assertThat(server.ask("LLEN", "myc:{main:q}:ended")).isEqualTo("1");
  }

  /// Usual jobs are ended at once, others one by one; each has its own answer.
  @Test
  void eachOfUsualAndUnusualJobsHasItsAnswer() {
    queue.submitted(aJob());
    Lease late = queue.claimed(aDrone("late"));
    queue.loseLeases();
    Lease usual = queue.claimed(drone);
    JobId kept = queue.submitted(aJob().planned(plan -> plan.kept(Duration.ofHours(1))));
    Lease unusual = queue.claimed(drone);
    JobId told = queue.submitted(aJob());
    Lease last = queue.claimed(drone);

    assertThat(complete(with(unusual, "a"), with(late, "b"), with(usual, "c"), with(last, "d")))
        .containsExactly(true, false, true, true);

    assertThat(queue.state(kept)).isEqualTo(JobState.DONE);
    assertThat(queue.state(told)).isEqualTo(JobState.DONE);
    assertThat(queue.queue().counts().running()).isZero();
  }

  /// In what is kept of a job its room stands behind its kind, which is `q`, `t` or none.
  @ParameterizedTest
  @ValueSource(strings = {"q", "t"})
  void roomThatIsCalledLikeAKindIsNone(String room) {
    Duration kept = Duration.ofHours(1);
    JobId unusual = queue.submitted(aJob().in(room).planned(plan -> plan.kept(kept)));
    JobId usual = queue.submitted(aJob().in(room));
    List<Completion> done =
        queue.source().claim(drone, 2).stream().map(one -> with(one.lease(), "done")).toList();

    assertThat(new CompleteScript(queue.access()).run(done)).containsExactly(true, true);

    assertThat(server.ask("EXISTS", "myc:{main:q}:busy")).isEqualTo("0");
    assertThat(server.ask("ZCARD", "myc:{main:q}:keep")).isEqualTo("1");
    assertThat(queue.state(unusual)).isEqualTo(JobState.DONE);
    assertThat(queue.state(usual)).isEqualTo(JobState.DONE);
  }

  @Test
  void noResultsAreNothing() {
    assertThat(complete()).isEmpty();
  }
}
