package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies an API key, a sign-in link or a session; it is the public part of its secret.
public record KeyId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "key_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public KeyId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
