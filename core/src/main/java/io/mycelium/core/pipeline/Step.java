package io.mycelium.core.pipeline;

import io.mycelium.core.reply.Reply;
import java.util.Optional;
import java.util.function.Function;

/// What a step of the pipeline makes of a call: it goes on, or it stops with a reply.
sealed interface Step<T> {
  /// The call goes on to the next step.
  record Go<T>(T value) implements Step<T> {}

  /// The pipeline ends here.
  record Stop<T>(Reply reply) implements Step<T> {}

  default <R> Step<R> then(Function<T, Step<R>> next) {
    return switch (this) {
      case Go<T>(var value) -> next.apply(value);
      case Stop<T>(var reply) -> new Stop<>(reply);
    };
  }

  /// What goes on; nothing when it stopped.
  default Optional<T> passed() {
    return switch (this) {
      case Go<T>(var value) -> Optional.of(value);
      case Stop<T> _ -> Optional.empty();
    };
  }

  static <T> Step<T> stop(Reply.Reason reason, String code, String message) {
    return new Stop<>(Reply.Refused.because(reason, code, message));
  }
}
