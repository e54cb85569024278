package io.mycelium.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [AuditTrail] promises.
public abstract class AuditTrailContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final Instant LATER = NOW.plusSeconds(60);

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
    await().atMost(Duration.ofSeconds(5)).until(() -> audit().before(LATER, count).size() == count);
  }

  @Test
  void emptyTrailHasNoEntries() {
    assertThat(audit().before(LATER, 10)).isEmpty();
  }

  @Test
  void entriesAreReadNewestFirst() {
    add(3);

    assertThat(audit().before(LATER, 10)).containsExactly(entry(3), entry(2), entry(1));
    assertThat(audit().before(LATER, 2)).containsExactly(entry(3), entry(2));
  }

  @Test
  void pageGoesOnBeforeTheOldestOfThePageBefore() {
    add(5);

    List<AuditTrail.Entry> page = audit().before(NOW.plusMillis(4), 2);

    assertThat(page).containsExactly(entry(3), entry(2));
    assertThat(audit().before(page.getLast().at(), 10)).containsExactly(entry(1));
  }
}
