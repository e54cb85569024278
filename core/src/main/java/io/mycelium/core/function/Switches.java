package io.mycelium.core.function;

import io.mycelium.core.reply.Reply;
import java.time.Instant;
import java.util.Optional;

/// Which functions operators have stopped, on all gateways.
public interface Switches {
  /// The code of the refusal of a stopped function.
  String CODE = "function-stopped";

  /// Nothing is stopped.
  Switches NONE =
      new Switches() {
        @Override
        public Optional<Stop> heard(FunctionName function) {
          return Optional.empty();
        }

        @Override
        public Optional<Stop> now(FunctionName function) {
          return Optional.empty();
        }
      };

  /// A stop that holds until somebody starts the function again.
  ///
  /// @param by name of who stopped it
  record Stop(String by, Instant since) {
    /// What is said to calls of the function.
    public Reply.Refused refusal(FunctionName name) {
      return Reply.Refused.because(
          Reply.Reason.UNAVAILABLE,
          CODE,
          "The function '%s' was stopped by %s; an operator starts it with 'function start %s'."
              .formatted(name, by, name));
    }
  }

  /// The function's stop as this gateway has heard of it, which is a moment after another gateway
  /// made it. Cheap enough for every call.
  Optional<Stop> heard(FunctionName function);

  /// The function's stop as the workspace has it. Asks the store.
  Optional<Stop> now(FunctionName function);
}
