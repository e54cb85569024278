package io.mycelium.core.job;

import io.mycelium.core.state.Lifecycle;
import java.util.Locale;

/// Where a job stands. The scripts of the queue make exactly the moves of [#LIFECYCLE].
public enum JobState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED,
  /// Lost too many drones; kept with its history.
  DEAD;

  /// What moves a job.
  public enum Move {
    CLAIM,
    COMPLETE,
    FAIL,
    RELEASE,
    REAP,
    BURY,
    CANCEL
  }

  public static final Lifecycle<JobState, Move> LIFECYCLE =
      Lifecycle.<JobState, Move>from(WAITING)
          .allow(WAITING, Move.CLAIM, RUNNING)
          .allow(WAITING, Move.CANCEL, CANCELLED)
          .allow(RUNNING, Move.COMPLETE, DONE)
          .allow(RUNNING, Move.FAIL, FAILED)
          .allow(RUNNING, Move.RELEASE, WAITING)
          .allow(RUNNING, Move.REAP, WAITING)
          .allow(RUNNING, Move.BURY, DEAD)
          .allow(RUNNING, Move.CANCEL, CANCELLED);

  public boolean ended() {
    return this != WAITING && this != RUNNING;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
