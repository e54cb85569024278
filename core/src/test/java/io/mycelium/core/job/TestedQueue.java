package io.mycelium.core.job;

import java.time.Duration;
import java.time.Instant;

/// A test class that has its queue anew for each test.
public interface TestedQueue extends QueueUnderTest {
  /// The queue of the present test.
  QueueUnderTest tested();

  @Override
  default JobQueue queue() {
    return tested().queue();
  }

  @Override
  default JobSource source() {
    return tested().source();
  }

  @Override
  default Instant now() {
    return tested().now();
  }

  @Override
  default void passTime(Duration time) {
    tested().passTime(time);
  }
}
