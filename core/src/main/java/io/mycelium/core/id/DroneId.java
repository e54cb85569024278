package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies a drone, over all its restarts.
public record DroneId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "drn_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DroneId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
