package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.time.Instant;

/// A run of a job that brought nothing.
///
/// @param end `fail`, `retry`, `snooze`, `release`, `elsewhere`, `lost`, `expire` or `cancel`
public record PastRun(
    long fence, DroneId drone, Instant at, String end, String code, String message) {
  /// The end of a run whose drone was not heard of any more, or was shut out.
  public static final String LOST = "lost";

  /// The code of a run that was lost because people shut its drone out.
  public static final String REVOKED = "revoked";
}
