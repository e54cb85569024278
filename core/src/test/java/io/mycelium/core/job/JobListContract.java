package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Lists and counts of jobs.
public interface JobListContract extends QueueUnderTest {
  private static List<JobId> ids(List<Job> jobs) {
    return jobs.stream().map(job -> job.spec().id()).toList();
  }

  private List<JobId> newest(Optional<JobState> state, Optional<RoomId> room) {
    return ids(queue().newest(state, room, Optional.empty(), 100));
  }

  @Test
  default void pagesShowEachJobOnceNewestFirst() {
    List<JobId> all = new ArrayList<>();
    Stream.generate(() -> submitted(aJob())).limit(7).forEach(all::addFirst);
    List<JobId> seen = new ArrayList<>();

    List<JobId> page = ids(queue().newest(Optional.empty(), Optional.empty(), Optional.empty(), 3));
    while (!page.isEmpty()) {
      seen.addAll(page);
      page =
          ids(queue().newest(Optional.empty(), Optional.empty(), Optional.of(seen.getLast()), 3));
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
  }

  @Test
  default void laterJobComesFirst() {
    JobId first = submitted(aJob());
    passTime(java.time.Duration.ofSeconds(1));
    JobId second = submitted(aJob());

    assertThat(newest(Optional.empty(), Optional.empty())).containsExactly(second, first);
  }

  @Test
  default void listsByStateAndRoom() {
    JobId running = submitted(aJob().in("alpha"));
    claimed(aDrone("one"));
    JobId waiting = submitted(aJob().in("alpha"));
    JobId elsewhere = submitted(aJob().in("beta"));

    assertThat(newest(Optional.of(JobState.WAITING), Optional.empty()))
        .containsExactlyInAnyOrder(elsewhere, waiting);
    assertThat(newest(Optional.empty(), Optional.of(new RoomId("alpha"))))
        .containsExactlyInAnyOrder(waiting, running);
    assertThat(newest(Optional.of(JobState.WAITING), Optional.of(new RoomId("alpha"))))
        .containsExactly(waiting);
    assertThat(newest(Optional.of(JobState.DEAD), Optional.of(new RoomId("alpha")))).isEmpty();
  }

  @Test
  default void pageOfOneStateGoesOnAfterAJobThatLeftIt() {
    List<JobId> all = new ArrayList<>();
    Stream.generate(() -> submitted(aJob())).limit(4).forEach(all::add);
    List<JobId> first =
        ids(queue().newest(Optional.of(JobState.WAITING), Optional.empty(), Optional.empty(), 2));

    queue().cancel(first.getLast(), "no need");
    List<JobId> second =
        ids(
            queue()
                .newest(
                    Optional.of(JobState.WAITING),
                    Optional.empty(),
                    Optional.of(first.getLast()),
                    2));

    assertThat(second).hasSize(2);
    assertThat(Collections.disjoint(first, second)).isTrue();
    assertThat(all).containsAll(second);
  }

  @Test
  default void countsWaitingAndRunning() {
    submitted(aJob());
    submitted(aJob());
    Lease ended = claimed(aDrone("one"));
    claimed(aDrone("one"));
    submitted(aJob());

    source().complete(ended, RESULT);

    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(1, 1));
  }
}
