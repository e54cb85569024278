package io.mycelium.bridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.Lanes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatOvertookIsDoneBehindWhatWasSaidBefore() {
    tell("3.000000", "1.000000", "2.000000", "4.000000");

    assertThat(done).containsExactly("1.000000", "2.000000", "3.000000", "4.000000");
  }

  @Test
  void whatIsToldTwiceIsDoneOnce() {
    tell("1.000000", "1.000000", "2.000000");

    assertThat(done).containsExactly("1.000000", "2.000000");
  }

  /// Returns when all of it is done.
  private void tell(String... times) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sequence = new Sequence(new Lanes(threads));
      for (String ts : times) {
        sequence.then("C1", ts, () -> done.add(ts));
      }
    }
  }
}
