package io.mycelium.benchmarks.queue;

import io.mycelium.benchmarks.process.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// When jobs were started, as the news of the queue tells.
final class Starts {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Queue<Start> all = new ConcurrentLinkedQueue<>();

  private record Start(String job, long at) {}

  void add(String job) {
    all.add(new Start(job, System.nanoTime()));
  }

  /// Waits until so many different jobs have been started since then.
  ///
  /// @param since by [System#nanoTime], like the result
  /// @return when each was started first, the earliest first
  /// @throws IllegalStateException when that takes longer than three minutes
  List<Long> await(long since, int jobs) {
    if (!Waiting.until(() -> times(since).size() >= jobs, LOOK, PATIENCE)) {
      throw new IllegalStateException("only %d jobs ran".formatted(times(since).size()));
    }
    return times(since).stream().sorted().limit(jobs).toList();
  }

  private Collection<Long> times(long since) {
    return all.stream()
        .filter(start -> start.at() - since >= 0)
        .collect(Collectors.toMap(Start::job, Start::at, Math::min))
        .values();
  }
}
