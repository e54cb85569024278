package io.mycelium.bridge.http;

import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// An event log in memory whose places look like a Redis stream's.
final class MemoryLog implements EventLog {
  private static final int PER_MILLI = 7;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<EventRecord> events = new ArrayList<>();

  /// Adds what the maker makes of its place.
  EventRecord append(Function<String, EventRecord> maker) {
    lock.lock();
    try {
      // From 99 on, so that places do not sort as text; several in each millisecond.
      String place = (99 + events.size() / PER_MILLI) + "-" + events.size() % PER_MILLI;
      EventRecord event = maker.apply(place);
      events.add(event);
      grown.signalAll();
      return event;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String last() {
    lock.lock();
    try {
      return events.isEmpty() ? START : events.getLast().id();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<EventRecord> after(String place, int max) {
    lock.lock();
    try {
      int from = index(place);
      return List.copyOf(events.subList(from, Math.min(events.size(), from + max)));
    } finally {
      lock.unlock();
    }
  }

  private int index(String place) {
    if (place.equals(START)) {
      return 0;
    }
    LogPlace at = LogPlace.of(place);
    return (int) (at.millis() - 99) * PER_MILLI + (int) at.sequence() + 1;
  }

  @Override
  public List<EventRecord> before(String place, int max) {
    throw new UnsupportedOperationException("not needed here");
  }

  @Override
  public Reader reader() {
    return new Reader() {
      @Override
      public List<EventRecord> next(String after, int max, Duration wait) {
        return await(after, max, wait);
      }

      @Override
      public void close() {}
    };
  }

  private List<EventRecord> await(String after, int max, Duration wait) {
    lock.lock();
    try {
      if (after(after, 1).isEmpty()) {
        grown.await(wait.toMillis(), TimeUnit.MILLISECONDS);
      }
      return after(after, max);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }
}
