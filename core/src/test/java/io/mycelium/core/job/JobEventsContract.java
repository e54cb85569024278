package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.state.OutboxRow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the queue owes the workspace.
public interface JobEventsContract extends QueueUnderTest {
  private static Report line(long sequence, String text) {
    return new Report(sequence, Optional.empty(), List.of(LogLine.of(text)));
  }

  @Test
  default void eachStepOwesOneRowThatNamesJobAndFence() {
    JobId id = submitted(aJob());
    Lease first = claimed(aDrone("one"));
    source().release(first);
    Lease second = claimed(aDrone("two"));
    source().complete(second, RESULT);

    List<OutboxRow> rows = owed();

    assertThat(rows)
        .extracting(OutboxRow::kind)
        .containsExactlyInAnyOrder(
            JobEvents.QUEUED,
            JobEvents.STARTED,
            JobEvents.REQUEUED,
            JobEvents.STARTED,
            JobEvents.ENDED);
    assertThat(rows)
        .allSatisfy(r -> assertThat(r.payload().path("job").asText()).isEqualTo(id.value()));
    assertThat(rows)
        .extracting(r -> r.payload().path("fence").asLong())
        .containsExactlyInAnyOrder(0L, 1L, 1L, 2L, 2L);
    assertThat(rows).extracting(OutboxRow::id).doesNotHaveDuplicates();
  }

  @Test
  default void requeuedRowSaysWhyAndWhoHadIt() {
    submitted(aJob());
    source().release(claimed(aDrone("one")));
    claimed(aDrone("two"));
    loseLeases();

    List<OutboxRow> rows =
        owed().stream().filter(row -> row.kind().equals(JobEvents.REQUEUED)).toList();

    assertThat(rows)
        .extracting(row ->
            row.payload().path("reason").asText() + " " + row.payload().path("drone").asText())
        .containsExactlyInAnyOrder("released drn_one", "lost drn_two");
  }

  @Test
  default void reportsInARowOweOneRowWithTheLogsLastPlace() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    owed();

    source().report(lease, line(1, "a"));
    source().report(lease, line(2, "b"));
    source().report(lease, line(3, "c"));

    List<OutboxRow> rows = owed();
    assertThat(rows).singleElement().extracting(OutboxRow::kind).isEqualTo(JobEvents.PROGRESS);
    assertThat(rows.getFirst().payload().path("log").asText())
        .isEqualTo(queue().log(id, "", 10).getLast().id());
  }

  @Test
  default void reportWhileNewsOfEarlierOnesAreUnderWayIsNotForgotten() {
    submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    owed();
    source().report(lease, line(1, "a"));
    passTime(java.time.Duration.ofSeconds(1));
    var outbox = queue().outbox();
    List<OutboxRow> underWay = outbox.take(10, java.time.Duration.ofSeconds(30));

    source().report(lease, line(2, "b"));
    underWay.forEach(outbox::done);

    assertThat(underWay).hasSize(1);
    assertThat(owedKinds()).containsExactly(JobEvents.PROGRESS);
  }

  @Test
  default void repeatedReportOwesNothingMore() {
    submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    source().report(lease, line(1, "a"));
    owed();

    source().report(lease, line(1, "a"));

    assertThat(owed()).isEmpty();
  }
}
