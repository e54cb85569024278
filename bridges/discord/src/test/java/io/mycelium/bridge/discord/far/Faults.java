package io.mycelium.bridge.discord.far;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// What goes wrong with requests at the moment; nothing does in the beginning. Threadsafe.
///
/// A request is named by a regular expression for its method and path, such as `POST
/// /channels/\d+/messages`.
public final class Faults {
  /// An answer that was planned.
  ///
  /// @param retryAfter of a 429; zero for other statuses
  record Planned(int status, Duration retryAfter, AtomicInteger times) {}

  private final Map<String, Planned> planned = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> unanswered = new ConcurrentHashMap<>();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean failing;

  /// Answers take this much longer.
  public void latency(Duration longer) {
    latency = longer;
  }

  /// The next such requests are done, but the connection ends before the answer.
  public void losesAnswers(String request, int times) {
    unanswered.put(request, new AtomicInteger(times));
  }

  /// The next such requests are not done and answered with a status.
  public void fails(String request, int status, int times) {
    planned.put(request, new Planned(status, Duration.ZERO, new AtomicInteger(times)));
  }

  /// The next such requests are refused as too many.
  public void refuses(String request, Duration retryAfter, int times) {
    planned.put(request, new Planned(429, retryAfter, new AtomicInteger(times)));
  }

  Duration latency() {
    return latency;
  }

  boolean failing() {
    return failing;
  }

  void failing(boolean is) {
    failing = is;
  }

  Optional<Planned> next(String request) {
    return planned.entrySet().stream()
        .filter(each -> Pattern.matches(each.getKey(), request))
        .map(Map.Entry::getValue)
        .filter(plan -> isNext(plan.times()))
        .findFirst();
  }

  boolean losesAnswer(String request) {
    return unanswered.entrySet().stream()
        .anyMatch(each -> Pattern.matches(each.getKey(), request) && isNext(each.getValue()));
  }

  private static boolean isNext(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
