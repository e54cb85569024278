package io.mycelium.redis.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns what the Redis library throws into a [RedisFailure].
final class Failures {
  /// With these Redis says that it did not even look at the command.
  private static final Set<String> NOT_NOW =
      Set.of("LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "NOREPLICAS");

  private static final Set<String> NOT_ALLOWED = Set.of("WRONGPASS", "NOAUTH", "NOPERM");

  private Failures() {}

  /// What a failed attempt to connect means.
  static RedisUnavailable whileConnecting(RedisUrl where, Throwable failure) {
    String advice;
    if (chain(failure).anyMatch(Failures::isRefusedLogin)) {
      advice = "refuses the user name or password: correct them in the --redis URL";
    } else if (chain(failure).anyMatch(UnknownHostException.class::isInstance)) {
      advice = "has a host name that nobody knows: correct the --redis URL";
    } else if (where.isTls()) {
      advice =
          "does not answer over TLS: start it, check its certificate, or give redis:// in place of rediss://";
    } else {
      advice = "does not answer: start it, or correct the --redis URL";
    }
    return new RedisUnavailable("Redis at %s %s.".formatted(where, advice), failure);
  }

  /// What the failure of a command means that changes nothing.
  static RuntimeException whileReading(Throwable failure) {
    Throwable thrown = unwrapped(failure);
    return switch (thrown) {
      case RedisFailure known -> known;
      case RedisCommandExecutionException answer when !isNotNow(answer) -> refused(answer);
      case RedisException silence -> unavailable(silence);
      case RuntimeException other -> other;
      default -> new IllegalStateException(thrown);
    };
  }

  /// What the failure of a command means that may have changed something. Even "not now" proves
  /// nothing: it may be the answer to the second sending of a command whose first one was carried
  /// out.
  static RuntimeException whileWriting(Throwable failure) {
    Throwable thrown = unwrapped(failure);
    return switch (thrown) {
      case RedisFailure known -> known;
      case RedisCommandExecutionException answer when !isNotNow(answer) -> refused(answer);
      case RedisException silence -> new OutcomeUnknown(silence);
      case RuntimeException other -> other;
      default -> new IllegalStateException(thrown);
    };
  }

  static <T extends @Nullable Object> CompletionStage<T> readFailed(Throwable failure) {
    return CompletableFuture.failedStage(whileReading(failure));
  }

  static <T extends @Nullable Object> CompletionStage<T> writeFailed(Throwable failure) {
    return CompletableFuture.failedStage(whileWriting(failure));
  }

  /// Tells whether a command failed because its connection broke under it, not because its time was
  /// up.
  static boolean isBrokenConnection(Throwable failure) {
    Throwable thrown = unwrapped(failure);
    return thrown instanceof RedisException && thrown.getCause() instanceof IOException;
  }

  /// Takes the wrapping of futures away, and adds that of the library where it was forgotten: a
  /// stage may fail with a naked [IOException].
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    if (cause != null
        && (failure instanceof CompletionException || failure instanceof ExecutionException)) {
      return unwrapped(cause);
    }
    return failure instanceof IOException broken ? new RedisException(broken) : failure;
  }

  private static boolean isNotNow(RedisCommandExecutionException answer) {
    return NOT_NOW.contains(code(String.valueOf(answer.getMessage())));
  }

  private static RedisRefused refused(RedisCommandExecutionException answer) {
    return new RedisRefused(String.valueOf(answer.getMessage()), answer);
  }

  private static RedisUnavailable unavailable(RedisException cause) {
    return new RedisUnavailable("Redis does not answer at the moment: try again.", cause);
  }

  private static boolean isRefusedLogin(Throwable failure) {
    return failure instanceof RedisCommandExecutionException
        && NOT_ALLOWED.contains(code(String.valueOf(failure.getMessage())));
  }

  private static String code(String message) {
    return message.split(" ", 2)[0];
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
