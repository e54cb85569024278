package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Brings envelopes to the app and times each acknowledgement. Threadsafe.
final class Deliveries implements AutoCloseable {
  private static final Duration HELD = Duration.ofMillis(500);
  private static final int RETRIES = 3;

  private final Faults faults;
  private final Duration patience;
  private final List<Envelope> late = new CopyOnWriteArrayList<>();
  private final List<Envelope> undelivered = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> held = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("slack-double-", 0).factory());
  private volatile Carrier carrier = (envelope, acknowledged) -> false;

  /// @param patience how long an acknowledgement may take
  Deliveries(Faults faults, Duration patience) {
    this.faults = faults;
    this.patience = patience;
  }

  void through(Carrier way) {
    carrier = way;
  }

  /// Envelopes that reached somebody and were not acknowledged in time.
  List<Envelope> late() {
    return List.copyOf(late);
  }

  /// Envelopes that there was nobody to take.
  List<Envelope> undelivered() {
    return List.copyOf(undelivered);
  }

  /// Sends a command or what somebody pressed or filled in.
  CompletableFuture<Ack> send(String type, JsonObject payload, boolean accepts) {
    return deliver(new Envelope(UUID.randomUUID().toString(), type, payload, accepts, 0));
  }

  void event(JsonObject payload) {
    Envelope envelope = new Envelope(UUID.randomUUID().toString(), "events_api", payload, false, 0);
    String team = Tree.text(payload, "team_id");
    Optional<Runnable> earlier;
    synchronized (held) {
      earlier = Optional.ofNullable(held.remove(team));
      if (faults.outOfOrder() && earlier.isEmpty()) {
        Runnable waiting = () -> deliver(envelope);
        held.put(team, waiting);
        timer.schedule(() -> release(team, waiting), HELD.toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
    }
    deliver(envelope);
    earlier.ifPresent(Runnable::run);
  }

  private void release(String team, Runnable waiting) {
    synchronized (held) {
      if (!held.remove(team, waiting)) {
        return;
      }
    }
    waiting.run();
  }

  private CompletableFuture<Ack> deliver(Envelope envelope) {
    CompletableFuture<Ack> done = new CompletableFuture<>();
    long sent = System.nanoTime();
    boolean taken = false;
    for (int copy = faults.deliversTwice() ? 2 : 1; copy > 0; copy--) {
      taken |= carrier.carry(envelope, answer -> done.complete(new Ack(true, since(sent), answer)));
    }
    if (taken) {
      timer.schedule(
          () -> giveUp(envelope, done, sent), patience.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      undelivered.add(envelope);
      done.complete(new Ack(false, since(sent), Optional.empty()));
      retry(envelope);
    }
    return done;
  }

  private void giveUp(Envelope envelope, CompletableFuture<Ack> done, long sent) {
    if (!done.isDone()) {
      // Listed first, so that whoever learns of it finds it there.
      late.add(envelope);
      if (done.complete(new Ack(false, since(sent), Optional.empty()))) {
        retry(envelope);
      } else {
        late.remove(envelope);
      }
    }
  }

  private void retry(Envelope envelope) {
    if (envelope.isEvent() && envelope.attempt() < RETRIES) {
      faults
          .redelivery()
          .ifPresent(wait ->
              timer.schedule(
                  () -> deliver(envelope.again()), wait.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /// Runs something later on the thread that times acknowledgements.
  void after(Duration wait, Runnable deed) {
    timer.schedule(deed, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
