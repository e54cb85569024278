package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies a schedule.
public record ScheduleId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "sch_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ScheduleId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
