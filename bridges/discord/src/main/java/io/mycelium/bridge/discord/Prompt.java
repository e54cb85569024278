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

/// Keeps to the time that Discord waits for the first sign of an answer. An interaction that is
/// told twice is taken on once.
final class Prompt {
  private static final Logger LOG = LoggerFactory.getLogger(Prompt.class);
  private static final int MOST = 5_000;

  /// Of a hundred parts of that time, what may be spent on finding out what to answer.
  private static final long FINDING = 40;

  /// What is left for telling it after that.
  private static final long TELLING = 55;

  private final ExecutorService threads;
  private final Duration finding;
  private final Duration telling;

  /// Guarded by itself: those that were taken on, oldest first.
  private final Map<String, Boolean> taken =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /// @param patience of Discord
  Prompt(ExecutorService threads, Duration patience) {
    this.threads = threads;
    this.finding = part(patience, FINDING);
    this.telling = part(patience, TELLING);
  }

  private static Duration part(Duration whole, long hundredths) {
    return whole.multipliedBy(hundredths).dividedBy(100);
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
      return Optional.of(found.get(finding.toMillis(), TimeUnit.MILLISECONDS));
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
  boolean acknowledged(RestAction<?> acknowledgement) {
    return switch (Calls.within(telling, acknowledgement)) {
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
