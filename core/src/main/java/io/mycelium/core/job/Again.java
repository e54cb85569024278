package io.mycelium.core.job;

import java.time.Duration;

/// What a failed job says of another try.
///
/// @param after how long from now; zero, when the plan decides
public record Again(Kind kind, Duration after) {
  /// What is asked for.
  public enum Kind {
    /// As [Plan#retry] says.
    AS_PLANNED,
    /// Never: it would fail the same way.
    NEVER,
    /// After the time that is told; counts as a try.
    AFTER,
    /// After the time that is told, and nothing failed: does not count as a try.
    SNOOZE,
    /// By a drone that has not had it, as long as one lives that can serve it, and at once: the
    /// reason lies with this one, and is none to mistrust it. Until then this one does not get it
    /// back for minutes. When each has had it, as [Plan#retry] says.
    ELSEWHERE
  }

  public static final Again AS_PLANNED = new Again(Kind.AS_PLANNED, Duration.ZERO);
  public static final Again NEVER = new Again(Kind.NEVER, Duration.ZERO);

  public static final Again ELSEWHERE = new Again(Kind.ELSEWHERE, Duration.ZERO);

  public static Again after(Duration time) {
    return new Again(Kind.AFTER, time);
  }

  public static Again snooze(Duration time) {
    return new Again(Kind.SNOOZE, time);
  }
}
