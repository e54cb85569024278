package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies a task.
public record TaskId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "tsk_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TaskId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
