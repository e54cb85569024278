package io.mycelium.drone.link;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The request of an idle drone that is open at the gateway, which answers it with work. Safe for
/// use by many threads.
final class Poll {
  /// Work that nobody takes goes back.
  private static final Duration UNTAKEN = Duration.ofSeconds(2);

  /// What changes little by little is told so often.
  private static final Duration TOLD_ANEW = Duration.ofMinutes(5);

  private static final Executor THREADS = task -> Thread.ofVirtual().name("drone-poll").start(task);

  private final Function<ClaimRequest, ClaimAnswer> ask;
  private final Consumer<Claimed> giveBack;
  private final Supplier<Duration> patience;

  /// Guards what follows.
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Open open;
  private @Nullable Told told;
  private Heard heard = new Heard(Duration.ofSeconds(3), false);

  /// How the queue knows the drone.
  ///
  /// @param at since when, by [System#nanoTime]
  private record Told(Drone drone, long at) {
    boolean holds(Drone now) {
      return drone.isLike(now) && System.nanoTime() - at < TOLD_ANEW.toNanos();
    }
  }

  /// @param asked when, by [System#nanoTime]
  private record Open(Drone drone, String call, long asked, CompletableFuture<ClaimAnswer> answer) {
    boolean pending() {
      return !answer.isDone();
    }
  }

  /// What came of a request.
  sealed interface Answer {
    /// There is none, or the gateway still looks.
    record Jobs(List<Claimed> jobs) implements Answer {}

    /// Nobody knows: it has to be asked again under its name.
    record Unknown(String call) implements Answer {}
  }

  /// @param patience how long the next request is to wait
  Poll(
      Function<ClaimRequest, ClaimAnswer> ask,
      Consumer<Claimed> giveBack,
      Supplier<Duration> patience) {
    this.ask = ask;
    this.giveBack = giveBack;
    this.patience = patience;
  }

  /// Waits until the gateway has answered, or the time is over; the request stays open. One that
  /// was cut off between is no failure: it has to be asked again.
  void await(Drone drone, Duration wait, Optional<String> call) {
    Open now = opened(drone, call);
    try {
      now.answer().get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CutOff) {
        return;
      }
      if (e.getCause() instanceof StoreUnavailable away) {
        throw away;
      }
      throw new IllegalStateException("the gateway did not let the drone wait", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A drone that is not as it was asks anew, under the same name: so it does not get two answers.
  private Open opened(Drone drone, Optional<String> call) {
    lock.lock();
    try {
      Open now = open;
      if (now != null && (!now.pending() || drone.isLike(now.drone()))) {
        return now;
      }
      ClaimRequest request = request(drone, now == null ? call : Optional.of(now.call()));
      var next =
          new Open(
              drone,
              request.call(),
              System.nanoTime(),
              CompletableFuture.supplyAsync(() -> asked(request), THREADS));
      open = next;
      var _ = next.answer().thenRunAsync(() -> giveBackUntaken(next), later());
      return next;
    } finally {
      lock.unlock();
    }
  }

  private ClaimRequest request(Drone drone, Optional<String> call) {
    boolean follows = call.isEmpty() && told != null && told.holds(drone);
    return new ClaimRequest(
        drone, call.orElseGet(() -> UUID.randomUUID().toString()), 1, patience.get(), follows);
  }

  private ClaimAnswer asked(ClaimRequest request) {
    boolean answered = false;
    try {
      ClaimAnswer answer = ask.apply(request);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        told(Optional.empty());
      } else if (!request.follows()) {
        told(Optional.of(request.drone()));
      }
    }
  }

  /// Notes how the queue knows the drone now, if that is known.
  void told(Optional<Drone> drone) {
    lock.lock();
    try {
      told = drone.map(one -> new Told(one, System.nanoTime())).orElse(null);
    } finally {
      lock.unlock();
    }
  }

  private static Executor later() {
    return CompletableFuture.delayedExecutor(UNTAKEN.toMillis(), TimeUnit.MILLISECONDS, THREADS);
  }

  private void giveBackUntaken(Open one) {
    lock.lock();
    try {
      if (!one.equals(open)) {
        return;
      }
      open = null;
    } finally {
      lock.unlock();
    }
    one.answer().join().jobs().forEach(giveBack);
  }

  /// Takes the answer, when there was a request. While the gateway looks, there are no jobs.
  Optional<Answer> taken() {
    Open now;
    lock.lock();
    try {
      now = open;
      if (now == null) {
        return Optional.empty();
      }
      if (now.pending()) {
        return Optional.of(new Answer.Jobs(List.of()));
      }
      open = null;
    } finally {
      lock.unlock();
    }
    if (now.answer().isCompletedExceptionally()) {
      return Optional.of(new Answer.Unknown(now.call()));
    }
    ClaimAnswer answer = now.answer().join();
    heard = answer.heard().again().isPositive() ? answer.heard() : heard;
    return Optional.of(new Answer.Jobs(aged(answer, now.asked())));
  }

  /// The leases began before they are taken here.
  private static List<Claimed> aged(ClaimAnswer answer, long asked) {
    Duration age = Duration.ofNanos(System.nanoTime() - asked).minus(answer.waited());
    return answer.jobs().stream()
        .map(job ->
            new Claimed(
                job.job(),
                job.lease(),
                job.holds().minus(age),
                job.beat(),
                job.attempt(),
                job.inputs()))
        .toList();
  }

  /// What was answered last to an announcement, if the gateway knows how the drone is by its open
  /// request. A drone that was drained asks anew: it may have been let go on.
  Optional<Heard> announced(Drone drone) {
    lock.lock();
    try {
      return open != null && open.pending() && drone.isLike(open.drone()) && !heard.drained()
          ? Optional.of(heard)
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Gives back what the request may still bring; the gateway was told to answer it.
  void end(Duration patience) {
    Open last;
    lock.lock();
    try {
      last = open;
      open = null;
    } finally {
      lock.unlock();
    }
    if (last == null) {
      return;
    }
    try {
      last.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS).jobs().forEach(giveBack);
    } catch (ExecutionException | TimeoutException e) {
      // The lease of what it may have got ends by itself.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
