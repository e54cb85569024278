package io.mycelium.core.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A peer as people name it: its name, in any case, or its id.
public record PeerName(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PeerName {}

  @Override
  public String toString() {
    return value;
  }
}
