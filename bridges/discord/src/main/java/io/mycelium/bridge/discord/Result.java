package io.mycelium.bridge.discord;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import net.dv8tion.jda.api.requests.ErrorResponse;

/// What came of a request to Discord.
sealed interface Result<T> {
  record Ok<T>(T value) implements Result<T> {}

  /// Discord says no, or the library knows that it would; nothing was done.
  ///
  /// @param code [ErrorResponse#SERVER_ERROR] for what has no code
  record Refused<T>(ErrorResponse code, String why) implements Result<T> {}

  /// Discord wants to be left alone, or is not there; nothing was done.
  record Later<T>(Duration pause) implements Result<T> {}

  /// No answer came that says what was done.
  record Unknown<T>(String why) implements Result<T> {}

  /// The same of another value.
  default <R> Result<R> map(Function<T, R> to) {
    return then(value -> new Ok<>(to.apply(value)));
  }

  /// What comes of the next request, if this one went well.
  default <R> Result<R> then(Function<T, Result<R>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Refused<T>(var code, var why) -> new Refused<>(code, why);
      case Later<T>(var pause) -> new Later<>(pause);
      case Unknown<T>(var why) -> new Unknown<>(why);
    };
  }

  /// The value, if there is one.
  default Optional<T> ok() {
    return this instanceof Ok<T>(var value) ? Optional.of(value) : Optional.empty();
  }

  /// Whether Discord refused it for that reason.
  default boolean refused(ErrorResponse because) {
    return this instanceof Refused<T>(var code, _) && code == because;
  }
}
