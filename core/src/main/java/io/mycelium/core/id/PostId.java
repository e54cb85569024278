package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies a post.
public record PostId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "pst_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PostId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
