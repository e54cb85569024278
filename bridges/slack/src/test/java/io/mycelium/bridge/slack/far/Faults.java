package io.mycelium.bridge.slack.far;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What goes wrong at the moment; nothing does in the beginning. Threadsafe.
public final class Faults {
  private static final String LIMITED = "ratelimited";

  private record Planned(
      Optional<String> flag, String error, Duration retryAfter, AtomicInteger times) {}

  private final Map<String, Planned> planned = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> unanswered = new ConcurrentHashMap<>();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean deliversTwice;
  private volatile boolean outOfOrder;
  private volatile Optional<Duration> redelivery = Optional.empty();
  private volatile boolean down;

  /// Answers of the Web API take this much longer.
  public void latency(Duration longer) {
    latency = longer;
  }

  /// The next calls of a method are done, but the connection ends before the answer.
  public void losesAnswers(String method, int times) {
    unanswered.put(method, new AtomicInteger(times));
  }

  /// The next calls of a method are not done and answered with an error code.
  public void fails(String method, String error, int times) {
    plan(method, Optional.empty(), error, Duration.ZERO, times);
  }

  /// The next calls of a method are refused as too many.
  ///
  /// @param retryAfter in whole seconds
  public void refuses(String method, Duration retryAfter, int times) {
    plan(method, Optional.empty(), LIMITED, retryAfter, times);
  }

  /// The same of those calls of a method alone that set a flag.
  public void refuses(String method, String flag, Duration retryAfter, int times) {
    plan(method, Optional.of(flag), LIMITED, retryAfter, times);
  }

  private void plan(
      String method, Optional<String> flag, String error, Duration retryAfter, int times) {
    planned.put(method, new Planned(flag, error, retryAfter, new AtomicInteger(times)));
  }

  /// From now on each envelope is sent twice, to whichever sockets there are.
  public void deliversTwice(boolean twice) {
    deliversTwice = twice;
  }

  /// From now on each event waits for the next one of its workspace and goes out after it, or after
  /// half a second without a next one.
  public void outOfOrder(boolean swapped) {
    outOfOrder = swapped;
  }

  /// Events that are not acknowledged within 3 s, or that reach nobody, are sent again after this
  /// time, at most three times. In the beginning they are not, as for apps that turned it off.
  public void redeliversAfter(Duration wait) {
    redelivery = Optional.of(wait);
  }

  Duration latency() {
    return latency;
  }

  boolean deliversTwice() {
    return deliversTwice;
  }

  boolean outOfOrder() {
    return outOfOrder;
  }

  Optional<Duration> redelivery() {
    return redelivery;
  }

  boolean down() {
    return down;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  boolean losesAnswer(String method) {
    return isNext(unanswered.get(method));
  }

  /// Refuses the call where that is planned.
  void refuseAsPlanned(String method, Arguments in) {
    Planned plan = planned.get(method);
    if (plan != null
        && plan.flag().filter(flag -> !in.flag(flag)).isEmpty()
        && isNext(plan.times())) {
      if (plan.error().equals(LIMITED)) {
        throw new TooMany(plan.retryAfter().toSeconds());
      }
      throw new Refusal(plan.error());
    }
  }

  private static boolean isNext(AtomicInteger left) {
    return left != null && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
