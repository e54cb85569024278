package io.mycelium.functions.schedules;

import java.time.Duration;

/// What schedules may be like.
///
/// @param shortest the shortest time between two slots
public record ScheduleSettings(Duration shortest) {
  public static final ScheduleSettings STANDARD = new ScheduleSettings(Duration.ofMinutes(1));
}
