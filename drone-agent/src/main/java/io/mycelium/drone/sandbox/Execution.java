package io.mycelium.drone.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A run that was started. Safe for use by many threads.
public final class Execution {
  private final CompletableFuture<Outcome> end;
  private final CompletableFuture<Outcome> stop;

  /// @param end completed by whoever watches the run
  /// @param stop completed here to ask for its end
  Execution(CompletableFuture<Outcome> end, CompletableFuture<Outcome> stop) {
    this.end = end;
    this.stop = stop;
  }

  static Execution notStarted(String reason) {
    return new Execution(
        CompletableFuture.completedFuture(new Outcome.NotStarted(reason)),
        new CompletableFuture<>());
  }

  /// Waits until no process of the run is left and its output was taken.
  ///
  /// @throws SandboxException when a taker of output threw, or when a process cannot be ended
  public Outcome await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /// Waits like [#await()], `longest` at most. Empty when the run goes on.
  public Optional<Outcome> await(Duration longest) throws InterruptedException {
    try {
      return Optional.of(end.get(longest.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /// Completes as [#await()] returns.
  public CompletionStage<Outcome> onEnd() {
    return end.minimalCompletionStage();
  }

  /// Asks the whole tree to end (SIGTERM), forces it (SIGKILL) after the sandbox's grace. Returns
  /// at once; later calls change nothing.
  public void kill() {
    stop.complete(new Outcome.Cancelled());
  }

  private static SandboxException failed(ExecutionException e) {
    Throwable cause = e.getCause();
    return new SandboxException("the run failed: " + cause, cause);
  }
}
