package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/// Identifies a room by the name people type: `main`, `release-train`.
public record RoomId(@JsonValue String value) implements Id {
  private static final int LONGEST = 40;

  /// The room of calls that name none.
  public static final RoomId MAIN = new RoomId("main");

  /// The closed room in which operators are told of trouble.
  public static final RoomId OPERATORS = new RoomId("operators");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RoomId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException(
          "a room's name has 1 to 40 of a-z, 0-9 and '-', and starts with a letter or digit");
    }
  }

  private static boolean wellFormed(String value) {
    if (value.isEmpty() || value.length() > LONGEST || value.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '-' && !Id.Shape.letterOrDigit(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// A room by the name that a stranger gave; nothing when it can be no room's name.
  public static Optional<RoomId> read(String text) {
    return Id.read(text, RoomId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
