package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.EventRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private static final long ROOMY = 1 << 20;

  @Test
  void whatWasThereBeforeIsNotTakenTwice() {
    var recent = new RecentEvents(LogPlace.of("9-0"), ROOMY);

    assertThat(recent.add(event("9-0"))).isFalse();
    assertThat(recent.add(event("10-0"))).isTrue();
    assertThat(recent.add(event("10-0"))).isFalse();
    assertThat(recent.add(event("9-5"))).isFalse();
    assertThat(recent.newest()).isEqualTo(LogPlace.of("10-0"));
  }

  @Test
  void theFloorIsTheNewestEventThatWasForgotten() {
    var recent = new RecentEvents(LogPlace.of("0-0"), ROOMY);

    for (int i = 1; i <= 1_030; i++) {
      recent.add(event(i + "-0"));
    }

    assertThat(recent.floor()).isEqualTo(LogPlace.of("6-0"));
    assertThat(recent.after(recent.floor())).hasSize(1_024);
    assertThat(recent.after(LogPlace.of("1029-7")))
        .map(Encoded::place)
        .containsExactly(LogPlace.of("1030-0"));
  }

  @Test
  void manyBytesAreForgottenSooner() {
    long three = 3L * event("1-0").block().length();
    var recent = new RecentEvents(LogPlace.of("0-0"), three);

    for (int i = 1; i <= 5; i++) {
      recent.add(event(i + "-0"));
    }

    assertThat(recent.after(LogPlace.of("0-0"))).hasSize(3);
    assertThat(recent.floor()).isEqualTo(LogPlace.of("2-0"));
  }

  @Test
  void anEventLargerThanAllRoomLeavesNothingButItsPlace() {
    var recent = new RecentEvents(LogPlace.of("0-0"), 10);

    recent.add(event("1-0"));

    assertThat(recent.floor()).isEqualTo(LogPlace.of("1-0"));
    assertThat(recent.after(LogPlace.of("0-0"))).isEmpty();
  }

  private static Encoded event(String place) {
    return Encoded.of(
        new EventRecord(
            place,
            EventRecord.SCHEMA,
            "task.created",
            Optional.empty(),
            new Subject("task", "tsk_1"),
            0,
            new PeerId("peer_ada"),
            "req_1",
            Instant.EPOCH,
            Json.object()));
  }
}
