package io.mycelium.gateway.host;

import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// A call on its way through the event bus. Either its caller gets the reply, or the caller stopped
/// waiting and the reply is told elsewhere: never both, never neither.
final class PendingCall {
  private enum Phase {
    WAITED_FOR,
    ANSWERED,
    GIVEN_UP
  }

  private final Ready<?> call;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITED_FOR);

  PendingCall(Ready<?> call) {
    this.call = call;
  }

  Ready<?> call() {
    return call;
  }

  /// Hands the reply over.
  ///
  /// @return whether the caller takes it
  boolean answer(Reply answer) {
    boolean taken = phase.compareAndSet(Phase.WAITED_FOR, Phase.ANSWERED);
    reply.complete(answer);
    return taken;
  }

  /// Fails the call.
  ///
  /// @return whether the caller takes it
  boolean fail(RuntimeException broken) {
    boolean taken = phase.compareAndSet(Phase.WAITED_FOR, Phase.ANSWERED);
    reply.completeExceptionally(broken);
    return taken;
  }

  /// Waits for the reply.
  ///
  /// @return empty when the time is over and the reply will be told elsewhere
  /// @throws RuntimeException what the call was failed with
  Optional<Reply> await(Duration wait) {
    try {
      return Optional.of(reply.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return phase.compareAndSet(Phase.WAITED_FOR, Phase.GIVEN_UP)
          ? Optional.empty()
          : Optional.of(reply.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      phase.compareAndSet(Phase.WAITED_FOR, Phase.GIVEN_UP);
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException broken
          ? broken
          : new IllegalStateException(e.getCause());
    }
  }
}
