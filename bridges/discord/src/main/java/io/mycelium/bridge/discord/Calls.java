package io.mycelium.bridge.discord;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;

/// Sends requests of the library and says what came of them. A request is sent at once or not at
/// all: none waits in the library until a limit is over, where nobody says for how long it may.
/// Blocks for seconds at most; call it on virtual threads.
final class Calls {
  private static final Duration AWAY = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final int SERVER = 500;
  private static final int UNAUTHORISED = 401;

  private Calls() {}

  /// Sends a request.
  ///
  /// @param request builds it; what the library refuses to build is refused
  static <T extends @Nullable Object> Result<T> call(Supplier<? extends RestAction<T>> request) {
    return sent(() -> request.get().complete(/* shouldQueue */ false));
  }

  /// Sends a request, when a limit is over if that is soon enough. What can be sent only once by
  /// the library cannot be tried again by anybody else.
  static <T extends @Nullable Object> Result<T> within(Duration time, RestAction<T> request) {
    return sent(() -> request.timeout(time.toMillis(), TimeUnit.MILLISECONDS).complete());
  }

  /// Waits for the answer to a request.
  @FunctionalInterface
  private interface Waiting<T extends @Nullable Object> {
    T answer() throws RateLimitedException;
  }

  private static <T extends @Nullable Object> Result<T> sent(Waiting<T> request) {
    try {
      return new Result.Ok<>(request.answer());
    } catch (RateLimitedException e) {
      Duration pause = Duration.ofMillis(e.getRetryAfter());
      return new Result.Later<>(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
    } catch (PermissionException e) {
      return new Result.Refused<>(
          ErrorResponse.MISSING_PERMISSIONS, "the bot lacks " + e.getPermission().getName());
    } catch (ErrorResponseException e) {
      return failed(e);
    } catch (RejectedExecutionException e) {
      // The connection was given up before; the next one does it.
      return new Result.Later<>(AWAY);
    } catch (CancellationException e) {
      // It may have been sent before the connection was given up.
      return new Result.Unknown<>("the connection was given up");
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        // Its time was over before it was sent.
        return new Result.Later<>(AWAY);
      }
      throw e;
    }
  }

  private static <T extends @Nullable Object> Result<T> failed(ErrorResponseException e) {
    Exception cause = e.getResponse().getException();
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return new Result.Later<>(AWAY);
    }
    if (cause != null) {
      return new Result.Unknown<>(cause.getClass().getSimpleName());
    }
    if (e.getResponse().code >= SERVER) {
      return new Result.Unknown<>("status " + e.getResponse().code);
    }
    return e.getResponse().code == UNAUTHORISED
            && e.getErrorResponse() == ErrorResponse.SERVER_ERROR
        ? new Result.Later<>(AWAY)
        : new Result.Refused<>(e.getErrorResponse(), e.getMeaning());
  }
}
