package io.mycelium.core.state;

import static io.mycelium.core.state.Notes.draft;
import static io.mycelium.core.state.Notes.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Outbox] promises. Rows come from the commits of its workspace.
public abstract class OutboxContract {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration NOW = Duration.ZERO;

  private final MutableClock clock = MutableClock.at(Notes.NOW);

  protected abstract AggregateStore store();

  /// The outbox of the store's commits, as one gateway has it.
  protected abstract Outbox outbox(InstantSource clock);

  private void owe(String request, OutboxRow... rows) {
    Commit.Draft draft = draft(request, "n1");
    List.of(rows).forEach(draft::owe);
    store().commit(draft.done());
  }

  @Test
  void dueRowsAreTakenEarliestFirst() {
    owe("r1", row("b", Duration.ofSeconds(-1)), row("a", NOW), row("c", Duration.ofSeconds(-5)));

    List<OutboxRow> taken = outbox(clock).take(2, LEASE);

    assertThat(taken)
        .containsExactly(row("c", Duration.ofSeconds(-5)), row("b", Duration.ofSeconds(-1)));
  }

  @Test
  void rowThatIsDueLaterWaits() {
    owe("r1", row("a", Duration.ofMinutes(5)));

    List<OutboxRow> early = outbox(clock).take(10, LEASE);
    clock.advance(Duration.ofMinutes(5));
    List<OutboxRow> due = outbox(clock).take(10, LEASE);

    assertThat(early).isEmpty();
    assertThat(due).extracting(OutboxRow::id).containsExactly("a");
  }

  @Test
  void takenRowBelongsToOneUntilTheLeaseEnds() {
    owe("r1", row("a", NOW));
    Outbox first = outbox(clock);
    Outbox second = outbox(clock);

    List<OutboxRow> mine = first.take(10, LEASE);
    List<OutboxRow> others = second.take(10, LEASE);
    clock.advance(LEASE);
    List<OutboxRow> inherited = second.take(10, LEASE);

    assertThat(mine).hasSize(1);
    assertThat(others).isEmpty();
    assertThat(inherited).isEqualTo(mine);
  }

  @Test
  void extendedLeaseEndsLater() {
    owe("r1", row("a", NOW));
    Outbox first = outbox(clock);
    first.take(10, LEASE);

    clock.advance(LEASE.dividedBy(2));
    first.extend("a", LEASE);
    clock.advance(LEASE.dividedBy(2));
    List<OutboxRow> held = outbox(clock).take(10, LEASE);
    clock.advance(LEASE.dividedBy(2));
    List<OutboxRow> free = outbox(clock).take(10, LEASE);

    assertThat(held).isEmpty();
    assertThat(free).hasSize(1);
  }

  @Test
  void extendingNeitherRevivesARowNorHastensATimer() {
    owe("r1", row("gone", NOW), row("timer", NOW));
    Outbox outbox = outbox(clock);
    outbox.take(10, LEASE);
    outbox.done(row("gone", NOW));
    owe("r2", row("timer", Duration.ofHours(1)));

    outbox.extend("gone", LEASE);
    outbox.extend("timer", LEASE);
    clock.advance(Duration.ofMinutes(30));

    assertThat(outbox.take(10, LEASE)).isEmpty();
  }

  @Test
  void doneRowIsGone() {
    owe("r1", row("a", NOW));
    Outbox outbox = outbox(clock);

    outbox.take(10, LEASE).forEach(outbox::done);
    clock.advance(LEASE);

    assertThat(outbox.take(10, LEASE)).isEmpty();
  }

  @Test
  void doneAfterReplacementKeepsTheNewRow() {
    owe("r1", row("a", NOW));
    Outbox outbox = outbox(clock);
    OutboxRow old = outbox.take(10, LEASE).getFirst();
    OutboxRow replacement = row("a", Duration.ofSeconds(1));
    owe("r2", replacement);

    outbox.done(old);
    outbox.later(old, Notes.NOW.plus(Duration.ofHours(1)));
    clock.advance(Duration.ofSeconds(1));

    assertThat(outbox.take(10, LEASE)).containsExactly(replacement);
  }

  @Test
  void rowThatIsJoinedStaysWithWhoHasItAndIsNotDoneWithTheFormerOne() {
    owe("r1", row("a", NOW));
    Outbox outbox = outbox(clock);
    OutboxRow old = outbox.take(10, LEASE).getFirst();
    OutboxRow more = row("a", Duration.ofMillis(1));

    store().commit(draft("r2", "n1").join(more).done());
    clock.advance(Duration.ofMillis(1));
    List<OutboxRow> meanwhile = outbox.take(10, LEASE);
    outbox.done(old);
    clock.advance(LEASE);

    assertThat(meanwhile).isEmpty();
    assertThat(outbox.take(10, LEASE)).containsExactly(more);
  }

  @Test
  void rowThatIsJoinedIsOwedWhenThereIsNone() {
    OutboxRow row = row("a", NOW);

    store().commit(draft("r1", "n1").join(row).done());

    assertThat(outbox(clock).take(10, LEASE)).containsExactly(row);
  }

  @Test
  void rowRestsAlsoWhenItWasJoinedAndNoneIsRevived() {
    owe("r1", row("a", NOW));
    Outbox outbox = outbox(clock);
    outbox.take(10, LEASE);
    OutboxRow more = row("a", Duration.ofMillis(1));
    store().commit(draft("r2", "n1").join(more).done());

    outbox.rest("a", Notes.NOW.plusMillis(10));
    outbox.rest("gone", Notes.NOW);
    clock.advance(Duration.ofMillis(10));

    assertThat(outbox.take(10, LEASE)).containsExactly(more);
  }

  @Test
  void postponedRowComesBackAsItWas() {
    owe("r1", row("a", NOW));
    Outbox outbox = outbox(clock);
    OutboxRow row = outbox.take(10, LEASE).getFirst();

    outbox.later(row, Notes.NOW.plusSeconds(60));
    clock.advance(Duration.ofSeconds(59));
    List<OutboxRow> early = outbox.take(10, LEASE);
    clock.advance(Duration.ofSeconds(1));

    assertThat(early).isEmpty();
    assertThat(outbox.take(10, LEASE)).containsExactly(row);
  }

  @Test
  void withdrawnRowIsGoneUnlessTheSameCommitOwesItAgain() {
    owe("r1", row("a", NOW), row("b", NOW));
    OutboxRow again = row("b", Duration.ofSeconds(-1));

    store().commit(draft("r2", "n1").owe(again).withdraw("a").withdraw("b").done());

    assertThat(outbox(clock).take(10, LEASE)).containsExactly(again);
  }

  @Test
  void oddPayloadSurvivesAndCanBeDone() {
    var payload = Json.object().put("é", 1e21).put("big", Long.MAX_VALUE).put("part", 0.1f);
    payload.putObject("deep").putNull("nothing").putArray("list").add("\u0000\n|");
    owe("r1", new OutboxRow("a", "water", Notes.NOW, payload));
    Outbox outbox = outbox(clock);

    List<OutboxRow> taken = outbox.take(10, LEASE);
    taken.forEach(outbox::done);
    clock.advance(LEASE);

    assertThat(taken.getFirst().payload().path("deep").path("list").path(0).asText())
        .isEqualTo("\u0000\n|");
    assertThat(outbox.take(10, LEASE)).isEmpty();
  }
}
