package io.mycelium.bridge.slack;

import io.mycelium.chatting.Lanes;
import io.mycelium.chatting.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Takes in what is heard in a channel in the order in which it was said: of several connections to
/// Slack one may overtake another, so each message waits a moment for earlier ones. For many
/// threads.
final class Sequence {
  /// For so long a message waits for earlier ones.
  private static final Duration MOMENT = Duration.ofMillis(150);

  private record Heard(long nanos, Runnable deed) {}

  private final Lanes lanes;

  /// What waits, by channel and time.
  private final Map<String, NavigableMap<String, Heard>> channels = new ConcurrentHashMap<>();

  /// @param lanes in which a channel's messages are taken in, by the channel's id
  Sequence(Lanes lanes) {
    this.lanes = lanes;
  }

  /// Does something behind what was said in the channel before. Of two with one time, as Slack has
  /// it, one is done.
  void then(String channel, String ts, Runnable deed) {
    NavigableMap<String, Heard> waiting =
        channels.computeIfAbsent(channel, _ -> new ConcurrentSkipListMap<>());
    waiting.putIfAbsent(ts, new Heard(System.nanoTime(), deed));
    lanes.then(channel, () -> next(waiting));
  }

  private static void next(NavigableMap<String, Heard> waiting) {
    var first = waiting.firstEntry();
    if (first != null) {
      long age = System.nanoTime() - first.getValue().nanos();
      if (!Pause.over(Duration.ofNanos(Math.max(0, MOMENT.toNanos() - age)))) {
        return;
      }
    }
    var next = waiting.pollFirstEntry();
    if (next != null) {
      next.getValue().deed().run();
    }
  }
}
