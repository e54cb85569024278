package io.mycelium.core.job;

import io.mycelium.core.state.Lifecycle;
import java.util.Locale;

/// Where a job stands. The scripts of the queue make exactly the moves of [#LIFECYCLE].
public enum JobState {
  /// In line for a drone.
  WAITING,
  /// Its time has not come.
  DELAYED,
  /// Other jobs have to end first, or a limit is reached.
  HELD,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED,
  /// Lost too many drones, or they could not run it, or failed too often; kept with its history.
  DEAD;

  /// What moves a job.
  public enum Move {
    /// A drone takes it.
    CLAIM,
    /// A limit is reached.
    HOLD,
    /// What held it is over, or its time has come.
    FREE,
    /// What held it is over, but its time has not come.
    POSTPONE,
    COMPLETE,
    FAIL,
    /// It failed, and is tried again later.
    RETRY,
    /// It failed as often as it may.
    EXHAUST,
    RELEASE,
    /// Its drone cannot run it.
    REFUSE,
    /// Its drone is lost.
    REAP,
    /// One drone too many is lost, or cannot run it.
    BURY,
    CANCEL,
    /// A deadline is over, or a job that it needs failed.
    EXPIRE,
    /// Somebody lets it run anew.
    REDRIVE,
    /// Somebody lets it run anew, but jobs that it needs have to end first.
    AWAIT
  }

  public static final Lifecycle<JobState, Move> LIFECYCLE =
      Lifecycle.<JobState, Move>from(WAITING)
          .orFrom(DELAYED)
          .orFrom(HELD)
          .allow(WAITING, Move.CLAIM, RUNNING)
          .allow(WAITING, Move.HOLD, HELD)
          .allow(WAITING, Move.CANCEL, CANCELLED)
          .allow(WAITING, Move.EXPIRE, FAILED)
          .allow(DELAYED, Move.FREE, WAITING)
          .allow(DELAYED, Move.CANCEL, CANCELLED)
          .allow(DELAYED, Move.EXPIRE, FAILED)
          .allow(HELD, Move.FREE, WAITING)
          .allow(HELD, Move.POSTPONE, DELAYED)
          .allow(HELD, Move.CANCEL, CANCELLED)
          .allow(HELD, Move.EXPIRE, FAILED)
          .allow(RUNNING, Move.COMPLETE, DONE)
          .allow(RUNNING, Move.FAIL, FAILED)
          .allow(RUNNING, Move.RETRY, DELAYED)
          .allow(RUNNING, Move.EXHAUST, DEAD)
          .allow(RUNNING, Move.RELEASE, WAITING)
          .allow(RUNNING, Move.REFUSE, WAITING)
          .allow(RUNNING, Move.REAP, WAITING)
          .allow(RUNNING, Move.BURY, DEAD)
          .allow(RUNNING, Move.CANCEL, CANCELLED)
          .allow(RUNNING, Move.EXPIRE, FAILED)
          .allow(FAILED, Move.REDRIVE, WAITING)
          .allow(CANCELLED, Move.REDRIVE, WAITING)
          .allow(DEAD, Move.REDRIVE, WAITING)
          .allow(FAILED, Move.AWAIT, HELD)
          .allow(CANCELLED, Move.AWAIT, HELD)
          .allow(DEAD, Move.AWAIT, HELD);

  public boolean ended() {
    return switch (this) {
      case WAITING, DELAYED, HELD, RUNNING -> false;
      case DONE, FAILED, CANCELLED, DEAD -> true;
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
