package io.mycelium.bridge.discord;

import io.mycelium.chatting.Pause;
import java.time.Duration;
import java.util.function.Supplier;

/// Tries again what Discord put off, for what nobody else tries again. Blocks; call it on virtual
/// threads.
final class Patience {
  private static final int TRIES = 5;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration AWAY = Duration.ofSeconds(1);

  private Patience() {}

  /// What came of it when Discord did not put it off, or of the last try. Only for what may be done
  /// twice.
  static <T> Result<T> until(Supplier<Result<T>> deed) {
    return tries(deed, true);
  }

  /// The same for what must not be done twice: when nobody can tell whether it was done, it is not
  /// tried again.
  static <T> Result<T> once(Supplier<Result<T>> deed) {
    return tries(deed, false);
  }

  private static <T> Result<T> tries(Supplier<Result<T>> deed, boolean repeatable) {
    Result<T> result = deed.get();
    for (int tried = 1; tried < TRIES; tried++) {
      Duration pause =
          switch (result) {
            case Result.Ok<T> _, Result.Refused<T> _ -> Duration.ZERO;
            case Result.Later<T>(var asked) -> asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
            case Result.Unknown<T> _ -> repeatable ? AWAY : Duration.ZERO;
          };
      if (pause.isZero() || !Pause.over(pause)) {
        return result;
      }
      result = deed.get();
    }
    return result;
  }
}
