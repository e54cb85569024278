package io.mycelium.core.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalLong;

/// A thing as people name it: its short number in the room, or its id.
public record Reference(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Reference {}

  /// The short number, if it is one.
  public OptionalLong number() {
    return Character.isDigit(value.charAt(0))
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  /// As people write it: `#12` or the id.
  @Override
  public String toString() {
    return number().isPresent() ? "#" + value : value;
  }
}
