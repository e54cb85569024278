package io.mycelium.core.job;

/// What the queue tells a drone that reports.
public enum Beat {
  GO_ON,
  /// Stop the work and [JobSource#release] or fail it as cancelled.
  CANCEL,
  /// The lease is no longer the drone's: stop, and report nothing more.
  LOST
}
