package io.mycelium.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Identifies a room by the name people type: `main`, `release-train`.
public record RoomId(@JsonValue String value) implements Id {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /// The room of calls that name none.
  public static final RoomId MAIN = new RoomId("main");

  /// The closed room in which operators are told of trouble.
  public static final RoomId OPERATORS = new RoomId("operators");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RoomId {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a room's name has 1 to 40 of a-z, 0-9 and '-', and starts with a letter or digit");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
