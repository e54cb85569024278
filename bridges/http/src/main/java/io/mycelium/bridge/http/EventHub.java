package io.mycelium.bridge.http;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives every event of the feed to every stream that may see it. Runs on a thread of its own,
/// since looking up rights may block and the feed may not.
final class EventHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
  private static final int QUEUED = 20_000;
  private static final int BATCH = 256;

  private final Parts parts;
  private final Duration heartbeat;
  private final BlockingQueue<EventRecord> queue = new LinkedBlockingQueue<>(QUEUED);
  private final EventFeed.Subscription subscription;
  private final Thread thread;

  /// Guards `live` and `recent`. Held while an event is given out, so that a stream joins between
  /// two events.
  private final ReentrantLock lock = new ReentrantLock();

  private final List<Stream> live = new ArrayList<>();
  private final RecentEvents recent;

  /// The newest event that found no room in the queue; null when none was lost.
  private final AtomicReference<@Nullable String> lost = new AtomicReference<>();

  private volatile boolean closed;

  EventHub(Parts parts, Settings settings) {
    this.parts = parts;
    this.heartbeat = settings.heartbeat();
    this.subscription = parts.feed().listen(this::enqueue);
    // Read after subscribing: everything after this place comes through the feed.
    this.recent =
        new RecentEvents(LogPlace.of(parts.log().last()), settings.streamBacklogBytes() / 2);
    this.thread = Thread.ofVirtual().name("event-hub").start(this::run);
  }

  /// The newest event that streams have been given.
  LogPlace newest() {
    lock.lock();
    try {
      return recent.newest();
    } finally {
      lock.unlock();
    }
  }

  /// Lets a stream that starts now get what comes from now on.
  void begin(Stream stream) {
    lock.lock();
    try {
      stream.skipTo(recent.newest());
      stream.beat();
      join(stream);
    } finally {
      lock.unlock();
    }
  }

  /// Lets the stream join, if all that it has not seen yet is still remembered here.
  ///
  /// @return false when it has to read on in the log
  boolean join(Stream stream) {
    lock.lock();
    try {
      if (closed) {
        stream.end();
        return true;
      }
      if (recent.floor().after(stream.place())) {
        return false;
      }
      recent.after(stream.place()).forEach(event -> give(event, List.of(stream)));
      if (stream.open()) {
        live.add(stream);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The place from which on events are remembered.
  LogPlace floor() {
    lock.lock();
    try {
      return recent.floor();
    } finally {
      lock.unlock();
    }
  }

  /// Gives one event to some streams, by the rights of this moment. When these cannot be told, the
  /// streams end and can resume: going on would leave the event out.
  void give(Encoded event, List<Stream> streams) {
    boolean given = false;
    try {
      var sight = new Sight(parts.identify(), parts.rooms(), event.event());
      streams.forEach(stream -> stream.give(event, sight));
      given = true;
    } catch (StoreUnavailable e) {
      LOG.debug("streams end, the store is away: {}", e.getMessage());
    } finally {
      if (!given) {
        streams.forEach(Stream::end);
      }
    }
  }

  private void enqueue(EventRecord event) {
    if (!queue.offer(event)) {
      lost.set(event.id());
    }
  }

  private void run() {
    long beat = System.nanoTime();
    while (!closed) {
      try {
        take(Math.max(1, beat + heartbeat.toNanos() - System.nanoTime()));
        if (System.nanoTime() - beat >= heartbeat.toNanos()) {
          beat = System.nanoTime();
          beat();
        }
      } catch (InterruptedException e) {
        closed = true;
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("an event could not be given out", e);
      }
    }
  }

  private void take(long waitNanos) throws InterruptedException {
    EventRecord first = queue.poll(waitNanos, TimeUnit.NANOSECONDS);
    if (first == null) {
      return;
    }
    List<EventRecord> batch = new ArrayList<>(BATCH);
    batch.add(first);
    queue.drainTo(batch, BATCH - 1);
    String missed = lost.getAndSet(null);
    if (missed == null) {
      batch.forEach(this::publish);
    } else {
      queue.drainTo(batch);
      restart(LogPlace.of(missed), LogPlace.of(batch.getLast().id()));
    }
  }

  private void publish(EventRecord event) {
    Encoded encoded = Encoded.of(event);
    lock.lock();
    try {
      if (recent.add(encoded)) {
        give(encoded, live);
        sweep();
      }
    } finally {
      lock.unlock();
    }
  }

  /// After a loss every stream has to resume from the log.
  private void restart(LogPlace missed, LogPlace dropped) {
    lock.lock();
    try {
      LOG.warn("events came faster than they could be given out; {} streams resume", live.size());
      recent.restart(missed.after(dropped) ? missed : dropped);
      live.forEach(Stream::end);
      sweep();
    } finally {
      lock.unlock();
    }
  }

  /// Signs of life, and the end of streams whose key was revoked while nothing happened.
  private void beat() {
    Set<PeerId> here = new HashSet<>();
    lock.lock();
    try {
      for (Stream stream : live) {
        if (holds(stream)) {
          stream.beat();
          here.add(stream.peer());
        } else {
          stream.end();
        }
      }
      sweep();
    } finally {
      lock.unlock();
    }
    present(here);
  }

  /// Makes known that the peers are here: each at the beginning of a stream, and at each beat those
  /// who have one. When it cannot be told now, the next beat tells it.
  void present(Set<PeerId> peers) {
    try {
      parts.presence().here(peers);
    } catch (StoreUnavailable e) {
      LOG.debug("nobody hears who is here, the store is away: {}", e.getMessage());
    }
  }

  private boolean holds(Stream stream) {
    try {
      return parts.identify().still(stream.secret()).isPresent();
    } catch (StoreUnavailable e) {
      LOG.debug("a stream's key cannot be looked up now: {}", e.getMessage());
      return true;
    }
  }

  private void sweep() {
    live.removeIf(stream -> !stream.open());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      live.forEach(Stream::end);
      sweep();
      subscription.close();
    } finally {
      lock.unlock();
      thread.interrupt();
    }
  }
}
