package io.mycelium.core.job;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// When a job runs and how often, apart from what it does.
///
/// @param delay after its submission, before which it does not start
/// @param maxLost how many drones may be lost on it before it goes to the dead letters
/// @param keys names of limits that it falls under, besides those of its function and its room
/// @param durable its submission is only told when a replica has it too, where there is one
/// @param quiet nothing of it is told in the workspace; it can be looked up
/// @param keep how long it is kept after its end, when not for [QueueTimes#retention]
public record Plan(
    Duration delay,
    Retry retry,
    int maxLost,
    Deadlines deadlines,
    Optional<Dedup> once,
    Dependencies after,
    SortedSet<String> keys,
    boolean durable,
    boolean quiet,
    Optional<Keep> keep) {
  private static final int MOST_LOST = 3;

  /// At once, one try, three drones.
  public static final Plan STANDARD =
      new Plan(
          Duration.ZERO,
          Retry.NEVER,
          MOST_LOST,
          Deadlines.NONE,
          Optional.empty(),
          Dependencies.NONE,
          new TreeSet<>(),
          false,
          false,
          Optional.empty());

  public Plan {
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    keys.forEach(LimitName::key);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative.");
    }
  }

  public Plan delayed(Duration time) {
    return new Plan(time, retry, maxLost, deadlines, once, after, keys, durable, quiet, keep);
  }

  public Plan retrying(Retry policy) {
    return new Plan(delay, policy, maxLost, deadlines, once, after, keys, durable, quiet, keep);
  }

  public Plan buriedAfter(int lost) {
    return new Plan(delay, retry, lost, deadlines, once, after, keys, durable, quiet, keep);
  }

  public Plan within(Deadlines times) {
    return new Plan(delay, retry, maxLost, times, once, after, keys, durable, quiet, keep);
  }

  public Plan once(Dedup same) {
    return new Plan(
        delay, retry, maxLost, deadlines, Optional.of(same), after, keys, durable, quiet, keep);
  }

  public Plan after(Dependencies jobs) {
    return new Plan(delay, retry, maxLost, deadlines, once, jobs, keys, durable, quiet, keep);
  }

  public Plan under(SortedSet<String> names) {
    return new Plan(delay, retry, maxLost, deadlines, once, after, names, durable, quiet, keep);
  }

  public Plan replicated() {
    return new Plan(delay, retry, maxLost, deadlines, once, after, keys, true, quiet, keep);
  }

  public Plan untold() {
    return new Plan(delay, retry, maxLost, deadlines, once, after, keys, durable, true, keep);
  }

  /// For the time, however it ends.
  public Plan kept(Duration time) {
    return kept(Keep.alike(time));
  }

  public Plan kept(Keep times) {
    return new Plan(
        delay, retry, maxLost, deadlines, once, after, keys, durable, quiet, Optional.of(times));
  }
}
