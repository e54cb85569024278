package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Progress and logs.
public interface JobReportContract extends QueueUnderTest {
  private static Report lines(long sequence, String... lines) {
    return new Report(sequence, Optional.empty(), Stream.of(lines).map(LogLine::of).toList());
  }

  private List<String> log(JobId id) {
    return queue().log(id, "", 1000).stream().map(LogLine::text).toList();
  }

  @Test
  default void progressAndLinesAreKept() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    var progress = new JobProgress(40, "reading ü");

    Beat beat =
        source().report(lease, new Report(1, Optional.of(progress), List.of(LogLine.of("a"))));

    assertThat(beat).isEqualTo(Beat.GO_ON);
    assertThat(job(id).progress()).contains(progress);
    assertThat(log(id)).containsExactly("a");
  }

  @Test
  default void reportThatComesTwiceCountsOnce() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));

    source().report(lease, lines(1, "a"));
    source().report(lease, lines(2, "b"));
    source().report(lease, lines(2, "b"));
    source().report(lease, lines(1, "a"));

    assertThat(log(id)).containsExactly("a", "b");
  }

  @Test
  default void logKeepsOrderInLongReports() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    String[] all = IntStream.range(0, 900).mapToObj(Integer::toString).toArray(String[]::new);

    source().report(lease, lines(1, all));
    source().report(lease, lines(1, all));
    source().report(lease, lines(2, "end"));

    assertThat(log(id)).hasSize(901).startsWith(all).endsWith("end");
  }

  @Test
  default void logIsReadInPages() {
    JobId id = submitted(aJob());
    source().report(claimed(aDrone("one")), lines(1, "a", "b", "c"));

    List<LogLine> first = queue().log(id, "", 2);
    List<LogLine> second = queue().log(id, first.getLast().id(), 2);

    assertThat(first).extracting(LogLine::text).containsExactly("a", "b");
    assertThat(second).extracting(LogLine::text).containsExactly("c");
    assertThat(queue().log(id, second.getLast().id(), 2)).isEmpty();
  }

  @Test
  default void nextDroneCountsItsReportsAnew() {
    JobId id = submitted(aJob());
    source().report(claimed(aDrone("one")), lines(5, "first try"));
    loseLeases();

    source().report(claimed(aDrone("two")), lines(1, "second try"));

    assertThat(log(id)).containsExactly("first try", "second try");
  }

  @Test
  default void zombieWritesNothing() {
    JobId id = submitted(aJob());
    Lease zombie = claimed(aDrone("one"));
    loseLeases();
    claimed(aDrone("two"));

    Beat beat = source().report(zombie, lines(1, "late"));

    assertThat(beat).isEqualTo(Beat.LOST);
    assertThat(log(id)).isEmpty();
  }

  @Test
  default void logOfAnEndedJobStays() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    source().report(lease, lines(1, "a"));

    source().complete(lease, RESULT);

    assertThat(log(id)).containsExactly("a");
    assertThat(source().report(lease, lines(2, "b"))).isEqualTo(Beat.LOST);
  }

  @Test
  default void logOfNoJobIsEmpty() {
    assertThat(log(new JobId("job_none"))).isEmpty();
  }
}
