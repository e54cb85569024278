package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies a job; also the idempotency key of the job's effects.
public record JobId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "job_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public JobId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
