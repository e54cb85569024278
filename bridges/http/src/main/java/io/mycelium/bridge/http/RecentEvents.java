package io.mycelium.bridge.http;

import java.util.ArrayDeque;
import java.util.List;

/// The newest events without a gap, so that a stream which read the log up to them can join the
/// feed. Guarded by its owner.
final class RecentEvents {
  private static final int MOST = 1_024;

  private final ArrayDeque<Encoded> events = new ArrayDeque<>();
  private final long maxBytes;
  private long bytes;

  /// All events after this place and up to the newest are here.
  private LogPlace floor;

  private LogPlace newest;

  RecentEvents(LogPlace from, long maxBytes) {
    this.floor = from;
    this.newest = from;
    this.maxBytes = maxBytes;
  }

  LogPlace floor() {
    return floor;
  }

  LogPlace newest() {
    return newest;
  }

  /// Adds the next event.
  ///
  /// @return false when it was there before
  boolean add(Encoded event) {
    if (!event.place().after(newest)) {
      return false;
    }
    newest = event.place();
    events.addLast(event);
    bytes += event.block().length();
    while (events.size() > MOST || bytes > maxBytes) {
      Encoded oldest = events.removeFirst();
      bytes -= oldest.block().length();
      floor = oldest.place();
    }
    return true;
  }

  /// Forgets everything up to a place, from which on nothing was missed.
  void restart(LogPlace from) {
    events.clear();
    bytes = 0;
    floor = from;
    newest = from;
  }

  List<Encoded> after(LogPlace place) {
    return events.stream().filter(e -> e.place().after(place)).toList();
  }
}
