package io.mycelium.drone.agent;

/// Why a job's work is stopped before its end.
enum Stop {
  /// Somebody cancelled the job.
  CANCELLED,
  /// The lease is somebody else's, or nobody's: nothing may be told any more.
  LOST,
  /// The drone goes.
  DRONE_ENDS,
  /// The machine's owner wants it back.
  OWNER_RETURNS
}
