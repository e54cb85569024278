package io.mycelium.bridge.discord;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps to Discord's three seconds. An interaction that is told twice is taken on once.
final class Prompt {
  private static final Logger LOG = LoggerFactory.getLogger(Prompt.class);
  private static final int MOST = 5_000;

  /// Of the three seconds, what may be spent on finding out what to answer.
  private static final long SOON_MILLIS = 1_200;

  /// Of the three seconds, what is left for telling it after that.
  private static final Duration TELLING = Duration.ofMillis(1_700);

  private final ExecutorService threads;

  /// Guarded by itself: those that were taken on, oldest first.
  private final Map<String, Boolean> taken =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  Prompt(ExecutorService threads) {
    this.threads = threads;
  }

  /// Does something about an interaction, on a thread of its own.
  void later(Interaction interaction, Runnable deed) {
    synchronized (taken) {
      if (taken.put(interaction.getId(), true) != null) {
        return;
      }
    }
    threads.execute(() -> {
      try {
        deed.run();
      } catch (RuntimeException e) {
        LOG.error("something that was done in Discord failed", e);
      }
    });
  }

  /// What is found out before Discord stops waiting.
  <T> Optional<T> soon(Supplier<T> search) {
    Future<T> found = threads.submit(search::get);
    try {
      return Optional.of(found.get(SOON_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      LOG.debug("an answer takes longer than Discord waits");
    } catch (ExecutionException e) {
      LOG.debug("an answer cannot be found out", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /// Tells Discord that an interaction arrived, after a limit where one is over in time.
  ///
  /// @return whether it is to be done: not when whoever did it was told that it failed
  static boolean acknowledged(RestAction<?> acknowledgement) {
    return switch (Calls.within(TELLING, acknowledgement)) {
      case Result.Ok<?> _, Result.Unknown<?> _ -> true;
      case Result.Later<?> _ -> false;
      case Result.Refused(var code, var why) -> {
        // Told twice, by us when the first answer was lost.
        boolean already = code == ErrorResponse.INTERACTION_ALREADY_ACKNOWLEDGED;
        if (!already) {
          LOG.warn("Discord takes no answer to what somebody did: {}", why);
        }
        yield already;
      }
    };
  }
}
