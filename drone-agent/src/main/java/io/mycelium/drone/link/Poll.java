package io.mycelium.drone.link;

import io.mycelium.core.job.Ability;
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
import org.jspecify.annotations.Nullable;

/// The request of an idle drone that is open at the gateway, which answers it with work. Safe for
/// use by many threads.
final class Poll {
  /// Work that nobody takes goes back.
  private static final Duration UNTAKEN = Duration.ofSeconds(2);

  /// A drone whose amounts changed by less is as it was.
  private static final double CLOSE = 0.125;

  private static final Executor THREADS = task -> Thread.ofVirtual().name("drone-poll").start(task);

  private final Function<ClaimRequest, ClaimAnswer> ask;
  private final Consumer<Claimed> giveBack;

  /// Guards the open request.
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Open open;
  private Heard heard = new Heard(Duration.ofSeconds(3), false);

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

  Poll(Function<ClaimRequest, ClaimAnswer> ask, Consumer<Claimed> giveBack) {
    this.ask = ask;
    this.giveBack = giveBack;
  }

  /// Waits until the gateway has answered, or the time is over; the request stays open.
  void await(Drone drone, Duration wait, Optional<String> call) {
    Open now = opened(drone, call);
    try {
      now.answer().get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
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
      if (now != null && (!now.pending() || same(now.drone(), drone))) {
        return now;
      }
      String name = now == null ? call.orElseGet(() -> UUID.randomUUID().toString()) : now.call();
      var request = new ClaimRequest(drone, name, 1, ClaimRequest.LONGEST_WAIT);
      var next =
          new Open(
              drone,
              name,
              System.nanoTime(),
              CompletableFuture.supplyAsync(() -> ask.apply(request), THREADS));
      open = next;
      var _ = next.answer().thenRunAsync(() -> giveBackUntaken(next), later());
      return next;
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

  private static boolean same(Drone before, Drone now) {
    Ability had = before.free();
    Ability has = now.free();
    return before.running() == now.running()
        && had.tags().equals(has.tags())
        && has.amounts().entrySet().stream()
            .allMatch(amount ->
                Math.abs(amount.getValue() - had.amount(amount.getKey()))
                    <= had.amount(amount.getKey()) * CLOSE);
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
  /// request.
  Optional<Heard> announced(Drone drone) {
    lock.lock();
    try {
      return open != null && open.pending() && same(open.drone(), drone)
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
