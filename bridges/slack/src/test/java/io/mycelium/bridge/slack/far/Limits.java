package io.mycelium.bridge.slack.far;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rate limits that Slack publishes: for each method and workspace, and for posts also one a
/// second in each channel with short bursts. Threadsafe.
public final class Limits {
  private static final int TIER_2 = 20;
  private static final int TIER_3 = 50;
  private static final int TIER_4 = 100;
  private static final int HUNDREDS = 600;

  /// How many posts a channel takes at once after a pause. Slack names no number.
  private static final int BURST = 4;

  /// Calls a minute; what is not named has tier 3.
  private static final Map<String, Integer> TIERS =
      Map.ofEntries(
          Map.entry("auth.test", HUNDREDS),
          // Published as tier 1, yet its clients open several sockets in a row.
          Map.entry("apps.connections.open", TIER_2),
          Map.entry("chat.postEphemeral", TIER_4),
          Map.entry("conversations.list", TIER_2),
          Map.entry("conversations.members", TIER_4),
          Map.entry("users.info", TIER_4),
          Map.entry("users.list", TIER_2),
          Map.entry("usergroups.list", TIER_2),
          Map.entry("usergroups.users.list", TIER_2),
          Map.entry("views.open", TIER_4),
          Map.entry("views.push", TIER_4),
          Map.entry("views.update", TIER_4),
          Map.entry("views.publish", TIER_4),
          Map.entry("files.getUploadURLExternal", TIER_4),
          Map.entry("files.completeUploadExternal", TIER_4),
          Map.entry("files.info", TIER_4),
          Map.entry("reactions.remove", TIER_2),
          Map.entry("oauth.v2.access", TIER_4));

  private final Clock clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private volatile double factor = 1;

  Limits(Clock clock) {
    this.clock = clock;
  }

  /// Everything may be called this many times as often, for tests under load.
  public void speedUp(double times) {
    factor = times;
    buckets.clear();
  }

  /// Counts a call, or refuses it.
  ///
  /// @param channel for posts; empty for any other method
  void count(String method, String team, String channel) {
    if (method.equals("chat.postMessage")) {
      bucket(method + team + channel, BURST, 1).take();
    } else {
      int tier = TIERS.getOrDefault(method, TIER_3);
      bucket(method + team, tier, tier / 60.0).take();
    }
  }

  private Bucket bucket(String key, int size, double perSecond) {
    return buckets.computeIfAbsent(
        key, k -> new Bucket(size * Math.max(1, factor), perSecond * factor));
  }

  private final class Bucket {
    private final double size;
    private final double perSecond;
    private double left;
    private Instant at = clock.instant();

    Bucket(double size, double perSecond) {
      this.size = size;
      this.perSecond = perSecond;
      this.left = size;
    }

    synchronized void take() {
      Instant now = clock.instant();
      double gained = Duration.between(at, now).toNanos() / 1e9 * perSecond;
      left = Math.min(size, left + gained);
      at = now;
      if (left < 1) {
        throw new TooMany((long) Math.ceil((1 - left) / perSecond));
      }
      left--;
    }
  }
}
