package io.mycelium.bridge.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What came of a call of Slack's Web API.
sealed interface Result<T> {
  record Ok<T>(T value) implements Result<T> {}

  /// Slack says no; nothing was done.
  ///
  /// @param code Slack's word for why, such as `channel_not_found`
  record Refused<T>(String code) implements Result<T> {}

  /// Slack wants to be left alone, or is not there; nothing was done.
  record Later<T>(Duration pause) implements Result<T> {}

  /// No answer came that says what was done.
  record Unknown<T>(String why) implements Result<T> {}

  /// The same of another value.
  default <R> Result<R> map(Function<T, R> to) {
    return switch (this) {
      case Ok<T>(var value) -> new Ok<>(to.apply(value));
      case Refused<T>(var code) -> new Refused<>(code);
      case Later<T>(var pause) -> new Later<>(pause);
      case Unknown<T>(var why) -> new Unknown<>(why);
    };
  }

  /// What comes of a further call, where there is a value.
  default <R> Result<R> then(Function<T, Result<R>> further) {
    return switch (this) {
      case Ok<T>(var value) -> further.apply(value);
      case Refused<T>(var code) -> new Refused<>(code);
      case Later<T>(var pause) -> new Later<>(pause);
      case Unknown<T>(var why) -> new Unknown<>(why);
    };
  }

  /// The value, if there is one.
  default Optional<T> ok() {
    return this instanceof Ok<T>(var value) ? Optional.of(value) : Optional.empty();
  }
}
