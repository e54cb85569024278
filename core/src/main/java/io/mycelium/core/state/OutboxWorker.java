package io.mycelium.core.state;

import io.mycelium.core.state.OutboxHandler.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what commits owe: takes rows that are due, a virtual thread each, extends their leases
/// while they are under way, and tries again with growing pauses when they fail. Any number of
/// gateways may run one on the same outbox.
public final class OutboxWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
  private static final int AT_ONCE = 32;
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 20;

  /// After which a try no longer counts; much more than the longest pause.
  private static final Duration FORGET = Duration.ofMinutes(5);

  /// How long closing waits. Less than what is left of any lease then, so that nobody else begins a
  /// row that still ends here.
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final Map<String, OutboxHandler> handlers;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Semaphore slots = new Semaphore(AT_ONCE);

  /// The threads that settle rows, by the rows' ids; the loop extends the rows' leases.
  private final Map<String, Thread> underWay = new ConcurrentHashMap<>();

  /// How often a row was tried for nothing in a row, on this gateway.
  private final Map<String, Tried> tries = new ConcurrentHashMap<>();

  private record Tried(int times, Instant last) {}

  private final Thread thread;
  private volatile boolean closed;

  public static OutboxWorker start(
      String name,
      Outbox outbox,
      Collection<? extends OutboxHandler> handlers,
      InstantSource clock) {
    var worker = new OutboxWorker(name, outbox, handlers, clock);
    worker.thread.start();
    return worker;
  }

  private OutboxWorker(
      String name,
      Outbox outbox,
      Collection<? extends OutboxHandler> handlers,
      InstantSource clock) {
    this.outbox = outbox;
    this.handlers =
        handlers.stream()
            .collect(Collectors.toUnmodifiableMap(OutboxHandler::kind, Function.identity()));
    this.clock = clock;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /// Says that there may be rows now; without it they are found by polling.
  public void nudge() {
    wake.release();
  }

  private void run() {
    long extended = System.nanoTime();
    while (!closed) {
      try {
        boolean found = round();
        if (System.nanoTime() - extended > LEASE.toNanos() / 3) {
          underWay.keySet().forEach(id -> outbox.extend(id, LEASE));
          extended = System.nanoTime();
        }
        if (!found) {
          rest();
        }
      } catch (StoreUnavailable e) {
        LOG.debug("the outbox is not there: {}", e.getMessage());
        rest();
      } catch (RuntimeException e) {
        LOG.error("the outbox cannot be worked on; trying again", e);
        rest();
      }
    }
  }

  /// Takes what is due, as far as there are slots.
  private boolean round() {
    int free = slots.drainPermits();
    if (free == 0) {
      return false;
    }
    List<OutboxRow> rows = List.of();
    try {
      rows = outbox.take(free, LEASE);
    } finally {
      slots.release(free - rows.size());
    }
    rows.forEach(this::begin);
    return !rows.isEmpty();
  }

  /// A row that comes again while it is under way here has lost its lease; its lease is extended
  /// from now on, and what is under way settles it.
  private void begin(OutboxRow row) {
    Thread settling = Thread.ofVirtual().name("outbox-" + row.kind()).unstarted(() -> settle(row));
    if (underWay.putIfAbsent(row.id(), settling) != null) {
      slots.release();
      return;
    }
    settling.start();
  }

  private void settle(OutboxRow row) {
    try {
      OutboxHandler handler = handlers.get(row.kind());
      if (handler == null) {
        throw new IllegalStateException("nothing handles rows of kind " + row.kind());
      }
      switch (handler.handle(row)) {
        case Settled.Done() -> {
          outbox.done(row);
          tries.remove(row.id());
        }
        case Settled.Later(var pause) -> {
          putOff(row, clock.instant().plus(pause));
          tries.remove(row.id());
        }
        case Settled.Rest(var pause) -> {
          leave(row);
          outbox.rest(row.id(), clock.instant().plus(pause));
          tries.remove(row.id());
        }
        case Settled.Slower(var first, var longest) -> {
          Instant now = clock.instant();
          putOff(row, now.plus(pause(tried(row, now), first, longest)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed(row, e);
    } finally {
      leave(row);
      slots.release();
      wake.release();
    }
  }

  private void failed(OutboxRow row, RuntimeException e) {
    Instant now = clock.instant();
    int times = tried(row, now);
    Duration pause = pause(times, FIRST_PAUSE, LONGEST_PAUSE);
    LOG.warn(
        "{} {} failed {} times, again in {}: {}", row.kind(), row.id(), times, pause, e.toString());
    try {
      putOff(row, now.plus(pause));
    } catch (StoreUnavailable unavailable) {
      LOG.debug("the row waits for the end of its lease", unavailable);
    }
  }

  /// Counts one more try.
  private int tried(OutboxRow row, Instant now) {
    tries.values().removeIf(tried -> tried.last().plus(FORGET).isBefore(now));
    return tries
        .merge(row.id(), new Tried(1, now), (had, _) -> new Tried(had.times() + 1, now))
        .times();
  }

  private static Duration pause(int times, Duration first, Duration longest) {
    Duration grown = first.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }

  /// It is no longer under way before it can be taken again: a row that is taken while it seems to
  /// be under way would wait for the end of its new lease.
  private void putOff(OutboxRow row, Instant due) {
    leave(row);
    outbox.later(row, due);
  }

  /// Says that this thread no longer settles the row; another one that does by now is left alone.
  private void leave(OutboxRow row) {
    underWay.remove(row.id(), Thread.currentThread());
  }

  private void rest() {
    try {
      if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Begins nothing more and waits for what is under way, a moment at most. What takes longer is
  /// left to whoever takes the row when its lease ends.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
      if (slots.tryAcquire(AT_ONCE, LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        slots.release(AT_ONCE);
      } else {
        LOG.info("{} rows of the outbox are left to others", underWay.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
