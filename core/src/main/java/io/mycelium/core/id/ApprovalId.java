package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies an approval.
public record ApprovalId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "apr_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ApprovalId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
