package io.mycelium.functions.schedules;

import io.mycelium.core.state.Lifecycle;
import java.util.Locale;

/// How a schedule is.
public enum ScheduleState {
  ACTIVE,
  /// It waits for somebody to resume it.
  PAUSED,
  /// Its last slot has passed.
  ENDED,
  REMOVED;

  /// What moves a schedule.
  public enum Move {
    /// A slot came.
    FIRE,
    PAUSE,
    /// Mycelium paused it: it could not run any more as it was made.
    HALT,
    RESUME,
    END,
    REMOVE
  }

  public static final Lifecycle<ScheduleState, Move> LIFECYCLE =
      Lifecycle.<ScheduleState, Move>from(ACTIVE)
          .allow(ACTIVE, Move.FIRE, ACTIVE)
          .allow(ACTIVE, Move.PAUSE, PAUSED)
          .allow(ACTIVE, Move.HALT, PAUSED)
          .allow(ACTIVE, Move.END, ENDED)
          .allow(ACTIVE, Move.REMOVE, REMOVED)
          .allow(PAUSED, Move.RESUME, ACTIVE)
          .allow(PAUSED, Move.REMOVE, REMOVED);

  /// For people.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
