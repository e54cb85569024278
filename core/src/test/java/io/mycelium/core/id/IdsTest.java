package io.mycelium.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Ids ids = new Ids(now::get, new SplittableRandom(1));

  @Test
  void laterIdsSortLater() {
    String early = ids.task().value();
    now.set(now.get().plusMillis(1));

    assertThat(ids.task().value()).isGreaterThan(early);
  }

  @Test
  void idsOfOneInstantDiffer() {
    var made = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.stem());
    }

    assertThat(made).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tsk_", "tsk_A", "tsk_a b", "job_a", "tsk_a\u001b"})
  void refusesOtherForms(String value) {
    assertThatThrownBy(() -> new TaskId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStemLeavesThePrefixOut() {
    assertThat(Id.stem(new ApprovalId("apr_01xyz"))).isEqualTo("01xyz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "0", "release-train", "a-", "1234567890123456789012345678901234567890"})
  void takesNamesOfRooms(String name) {
    assertThat(new RoomId(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "A", "a b", "a_b", "é", "12345678901234567890123456789012345678901"})
  void refusesWhatIsNoNameOfARoom(String name) {
    assertThatThrownBy(() -> new RoomId(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
