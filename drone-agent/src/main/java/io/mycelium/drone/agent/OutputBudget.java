package io.mycelium.drone.agent;

import java.util.concurrent.atomic.AtomicLong;

/// Counts what a job put out, log and reply and files together. Safe for use by many threads.
final class OutputBudget {
  private final long most;
  private final AtomicLong left;

  OutputBudget(long most) {
    this.most = most;
    this.left = new AtomicLong(most);
  }

  /// Takes a number of bytes.
  ///
  /// @throws Exceeded when there are not so many left
  void take(long bytes) {
    if (left.addAndGet(-bytes) < 0) {
      throw new Exceeded("It put out more than %s.".formatted(Words.bytes(most)));
    }
  }

  /// A job put out more than it may. The message is for people.
  static final class Exceeded extends RuntimeException {
    Exceeded(String message) {
      super(message);
    }
  }
}
