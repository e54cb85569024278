package io.mycelium.benchmarks.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Work on [Contender#LANES] virtual threads.
final class Lanes {
  /// What one of them does.
  @FunctionalInterface
  interface Lane {
    void run(int number);
  }

  private Lanes() {}

  /// Waits for the end of all.
  ///
  /// @throws java.util.concurrent.CompletionException when one fails
  static void run(Lane lane) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              IntStream.range(0, Contender.LANES)
                  .mapToObj(number -> CompletableFuture.runAsync(() -> lane.run(number), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }
}
