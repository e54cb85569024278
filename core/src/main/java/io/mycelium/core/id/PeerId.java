package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Identifies a peer: a person, an agent or a drone.
public record PeerId(@JsonValue String value) implements Id {
  /// What every value starts with.
  public static final String PREFIX = "peer_";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PeerId {
    Id.check(value, PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
