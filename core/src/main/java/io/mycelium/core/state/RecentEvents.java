package io.mycelium.core.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The last events that a feed was given, to find out which of them the log does not have any more:
/// a replica that takes its master's place may lack the last that were acknowledged. For one
/// thread.
final class RecentEvents {
  private static final int MOST = 1_000;

  private final Deque<EventRecord> recent = new ArrayDeque<>();

  /// The place before the oldest of them.
  private String before;

  RecentEvents(String place) {
    before = place;
  }

  void add(EventRecord event) {
    recent.addLast(event);
    if (recent.size() > MOST) {
      before = recent.removeFirst().id();
    }
  }

  /// The place of the newest.
  String place() {
    return recent.isEmpty() ? before : recent.getLast().id();
  }

  /// Forgets those that the log lacks, and returns them, oldest first.
  List<EventRecord> lost(EventLog log) {
    if (recent.isEmpty()) {
      return List.of();
    }
    Set<String> there = new HashSet<>();
    log.after(before, MOST).forEach(event -> there.add(event.id()));
    List<EventRecord> lost = recent.stream().filter(event -> !there.contains(event.id())).toList();
    recent.removeAll(lost);
    return lost;
  }
}
