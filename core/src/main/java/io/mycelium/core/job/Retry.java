package io.mycelium.core.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What becomes of a job whose work failed. Drones that were lost do not count here.
///
/// @param attempts how often the work is tried at most, the first time included
/// @param base the wait after the first failure
/// @param most the longest wait
/// @param never after which failures it is not tried again, unless the work says when: their
///   [JobFailure#code], or the code with which the work ended
public record Retry(
    int attempts, Backoff backoff, Duration base, Duration most, SortedSet<String> never) {
  /// How the wait grows.
  public enum Backoff {
    /// It is always the base.
    FIXED,
    /// It doubles with each failure; a random part of that is waited ("full jitter", after M.
    /// Brooker, Exponential Backoff and Jitter, 2015), so that jobs that failed together do not
    /// come again together.
    EXPONENTIAL
  }

  /// The first failure is the last.
  public static final Retry NEVER =
      new Retry(1, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1));

  public static final int MOST_ATTEMPTS = 100;

  /// The codes of failures that count as a try.
  public static final List<String> CODES =
      List.of(
          "argument",
          "cpu-time",
          "disk-full",
          "error",
          "exit",
          "file-missing",
          "killed",
          "network-refused",
          "not-contained",
          "not-enforced",
          "other-system",
          "out-of-memory",
          "output-limit",
          "package-broken",
          "package-missing",
          "path-refused",
          "setup",
          "timeout");

  /// What lies between commas and blanks in the queue.
  private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,40}");

  /// @throws IllegalArgumentException when a number makes no sense, or a code is none
  public Retry {
    never = words(never);
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "A job is tried 1 to %d times, not %d.".formatted(MOST_ATTEMPTS, attempts));
    }
    if (base.isNegative() || most.compareTo(base) < 0) {
      throw new IllegalArgumentException("The longest wait is not shorter than the first.");
    }
  }

  /// Tried again after every failure.
  public Retry(int attempts, Backoff backoff, Duration base, Duration most) {
    this(attempts, backoff, base, most, new TreeSet<>());
  }

  /// A job that an older gateway put into the queue says nothing of failures.
  private static SortedSet<String> words(@Nullable SortedSet<String> given) {
    SortedSet<String> words = given == null ? new TreeSet<>() : new TreeSet<>(given);
    for (String word : words) {
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException("'%s' is not the code of a failure.".formatted(word));
      }
    }
    return Collections.unmodifiableSortedSet(words);
  }

  /// As often as that, with waits that grow from a second to five minutes.
  public static Retry upTo(int attempts) {
    return new Retry(attempts, Backoff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /// The same, but not after these failures.
  public Retry notAfter(Collection<String> codes) {
    return new Retry(attempts, backoff, base, most, new TreeSet<>(codes));
  }
}
