package io.mycelium.functions.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.JobState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Instant NOW = Instant.EPOCH;

  private final Course start = Course.START;
  private final Course first = start.started(1, Optional.of("attic"), NOW);
  private final Course back = first.requeued();
  private final Course second = back.started(2, Optional.of("cellar"), NOW);
  private final Course over = second.ended(Endings.without(JobState.DONE, NOW, Optional.empty()));

  @Test
  void startsAreToldOnceAndInOrder() {
    assertThat(Turn.start(start, 1)).isEqualTo(Turn.NOW);
    assertThat(Turn.start(start, 2)).isEqualTo(Turn.EARLY);
    assertThat(Turn.start(first, 1)).isEqualTo(Turn.LATE);
    assertThat(Turn.start(first, 2)).isEqualTo(Turn.EARLY);
    assertThat(Turn.start(back, 2)).isEqualTo(Turn.NOW);
    assertThat(Turn.start(back, 1)).isEqualTo(Turn.LATE);
    assertThat(Turn.start(over, 3)).isEqualTo(Turn.LATE);
  }

  @Test
  void whatAClaimBroughtComesAfterItsStart() {
    assertThat(Turn.during(start, 1)).isEqualTo(Turn.AFTER_START);
    assertThat(Turn.during(first, 1)).isEqualTo(Turn.NOW);
    assertThat(Turn.during(first, 2)).isEqualTo(Turn.EARLY);
    assertThat(Turn.during(back, 1)).isEqualTo(Turn.LATE);
    assertThat(Turn.during(back, 2)).isEqualTo(Turn.AFTER_START);
    assertThat(Turn.during(second, 1)).isEqualTo(Turn.LATE);
    assertThat(Turn.during(over, 2)).isEqualTo(Turn.LATE);
  }

  @Test
  void endComesOnceAlsoToAJobThatNobodyHad() {
    assertThat(Turn.end(start, 0)).isEqualTo(Turn.NOW);
    assertThat(Turn.end(start, 1)).isEqualTo(Turn.AFTER_START);
    assertThat(Turn.end(first, 1)).isEqualTo(Turn.NOW);
    assertThat(Turn.end(back, 1)).isEqualTo(Turn.NOW);
    assertThat(Turn.end(back, 3)).isEqualTo(Turn.EARLY);
    assertThat(Turn.end(second, 1)).isEqualTo(Turn.LATE);
    assertThat(Turn.end(over, 2)).isEqualTo(Turn.LATE);
  }
}
