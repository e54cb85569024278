package io.mycelium.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [AuditTrail] promises.
public abstract class AuditTrailContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  protected abstract AuditTrail audit();

  private static AuditTrail.Entry entry(int number) {
    return new AuditTrail.Entry(
        NOW.plusMillis(number),
        "peer_ada",
        "task cre\u00e4te",
        number % 2 == 0 ? Optional.empty() : Optional.of(new RoomId("garden")),
        "r" + number,
        "refused:not-permitted");
  }

  private void add(int count) {
    for (int i = 1; i <= count; i++) {
      audit().add(entry(i));
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> newest(count).size() == count);
  }

  private List<AuditTrail.Entry> newest(int max) {
    return before("+", max);
  }

  private List<AuditTrail.Entry> before(String place, int max) {
    return audit().before(place, max).stream().map(AuditTrail.Kept::entry).toList();
  }

  @Test
  void emptyTrailHasNoEntries() {
    assertThat(newest(10)).isEmpty();
  }

  @Test
  void entriesAreReadNewestFirst() {
    add(3);

    assertThat(newest(10)).containsExactly(entry(3), entry(2), entry(1));
    assertThat(newest(2)).containsExactly(entry(3), entry(2));
  }

  @Test
  void pageGoesOnBeforeTheOldestOfThePageBefore() {
    add(5);

    List<AuditTrail.Kept> page = audit().before("+", 2);

    assertThat(page).extracting(AuditTrail.Kept::entry).containsExactly(entry(5), entry(4));
    assertThat(before(page.getLast().place(), 2)).containsExactly(entry(3), entry(2));
  }

  @Test
  void pagesLeaveNothingOutAmongEntriesOfOneMomentOrOfSlowClocks() {
    List<AuditTrail.Entry> entries =
        List.of(entry(5), entry(5), entry(5), entry(2), entry(3), entry(5), entry(6));
    entries.forEach(audit()::add);
    await().atMost(Duration.ofSeconds(5)).until(() -> newest(10).size() == entries.size());

    List<AuditTrail.Entry> read = new ArrayList<>();
    List<AuditTrail.Kept> page = audit().before("+", 2);
    while (!page.isEmpty()) {
      page.forEach(kept -> read.add(kept.entry()));
      page = audit().before(page.getLast().place(), 2);
    }

    assertThat(read).containsExactlyElementsOf(entries.reversed());
  }
}
