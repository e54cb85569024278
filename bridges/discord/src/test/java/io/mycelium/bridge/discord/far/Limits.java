package io.mycelium.bridge.discord.far;

import com.sun.net.httpserver.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The rate limits that Discord publishes or is known for: five messages in five seconds in each
/// channel, the same for edits, fifty requests a second in all. Threadsafe.
public final class Limits {
  private static final Pattern MESSAGES = Pattern.compile("(/channels/\\d+)/messages");
  private static final Pattern MESSAGE = Pattern.compile("(/channels/\\d+)/messages/\\d+");
  private static final Pattern REACTION =
      Pattern.compile("(/channels/\\d+)/messages/\\d+/reactions/.*");
  private static final Pattern INTERACTION = Pattern.compile("/(interactions|webhooks)/.*");
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int A_WINDOW = 5;
  private static final int A_SECOND = 50;

  /// Beyond a limit.
  record Beyond(double retryAfter, boolean global) {}

  private final Clock clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private volatile double factor = 1;

  Limits(Clock clock) {
    this.clock = clock;
  }

  /// Everything may be called this many times as often, for tests under load.
  public void speedUp(double times) {
    factor = times;
    windows.clear();
  }

  /// Counts a request and writes the headers that tell how many are left.
  Optional<Beyond> count(String method, String path, Headers headers) {
    if (!INTERACTION.matcher(path).matches()) {
      Window all = window("global", A_SECOND, Duration.ofSeconds(1));
      double wait = all.take();
      if (wait > 0) {
        headers.set("X-RateLimit-Global", "true");
        headers.set("X-RateLimit-Scope", "global");
        return Optional.of(new Beyond(wait, true));
      }
    }
    Optional<String> bucket = bucket(method, path);
    if (bucket.isEmpty()) {
      return Optional.empty();
    }
    Window window = window(bucket.get(), A_WINDOW, WINDOW);
    double wait = window.take();
    window.describe(bucket.get().replaceAll("/channels/\\d+", ""), headers);
    if (wait > 0) {
      headers.set("X-RateLimit-Scope", "user");
      return Optional.of(new Beyond(wait, false));
    }
    return Optional.empty();
  }

  private static Optional<String> bucket(String method, String path) {
    return Map.of("POST", MESSAGES, "PATCH", MESSAGE, "DELETE", MESSAGE, "PUT", REACTION)
        .entrySet()
        .stream()
        .filter(each -> each.getKey().equals(method))
        .map(each -> each.getValue().matcher(path))
        .filter(matcher -> matcher.matches())
        .map(matcher -> method + matcher.group(1))
        .findFirst();
  }

  private Window window(String key, int size, Duration length) {
    return windows.computeIfAbsent(key, k -> new Window((int) (size * factor), length));
  }

  private final class Window {
    private final int size;
    private final Duration length;
    private Instant end = Instant.EPOCH;
    private int left;

    Window(int size, Duration length) {
      this.size = size;
      this.length = length;
    }

    /// Seconds to wait; 0 where it was counted.
    synchronized double take() {
      Instant now = clock.instant();
      if (!now.isBefore(end)) {
        end = now.plus(length);
        left = size;
      }
      if (left == 0) {
        return seconds(now);
      }
      left--;
      return 0;
    }

    private double seconds(Instant now) {
      return Math.max(0.001, Duration.between(now, end).toMillis() / 1000.0);
    }

    synchronized void describe(String bucket, Headers headers) {
      headers.set("X-RateLimit-Limit", String.valueOf(size));
      headers.set("X-RateLimit-Remaining", String.valueOf(left));
      headers.set("X-RateLimit-Reset-After", decimal(seconds(clock.instant())));
      headers.set("X-RateLimit-Reset", decimal(end.toEpochMilli() / 1000.0));
      headers.set("X-RateLimit-Bucket", Integer.toHexString(bucket.hashCode()));
    }
  }

  static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
