package io.mycelium.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mycelium.core.id.RoomId;
import java.util.regex.Pattern;

/// What a limit holds for: all jobs of a function, of a room, or with a key.
///
/// @param value as in `function:deploy`
public record LimitName(@JsonValue String value) {
  private static final Pattern FORM =
      Pattern.compile("(function|room|key):[\\p{L}\\p{N}][\\p{L}\\p{N}._:/@+-]{0,99}");

  /// @throws IllegalArgumentException when it has another form
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LimitName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A limit holds for function:NAME, room:NAME or key:NAME, where a name has letters, digits and . _ : / @ + -");
    }
  }

  public static LimitName function(String name) {
    return new LimitName("function:" + name);
  }

  public static LimitName room(RoomId room) {
    return new LimitName("room:" + room);
  }

  public static LimitName key(String name) {
    return new LimitName("key:" + name);
  }

  @Override
  public String toString() {
    return value;
  }
}
