package io.mycelium.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Id;
import io.mycelium.core.id.RoomId;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a limit holds for: the whole queue, what a drone runs, or all jobs of a function, of a
/// room, or with a key.
///
/// @param value as in `function:deploy`; a drone by its id
public record LimitName(@JsonValue String value) {
  private static final String OF_DRONE = "drone:";
  private static final Pattern FORM =
      Pattern.compile("queue|(drone|function|room|key):[\\p{L}\\p{N}][\\p{L}\\p{N}._:/@+-]{0,99}");

  /// The whole queue.
  public static final LimitName QUEUE = new LimitName("queue");

  /// @throws IllegalArgumentException when it has another form
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LimitName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A limit holds for queue, drone:NAME, function:NAME, room:NAME or key:NAME, where a name has letters, digits and . _ : / @ + -");
    }
  }

  public static LimitName drone(DroneId drone) {
    return new LimitName(OF_DRONE + drone);
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

  /// The drone for which it holds, where it holds for one.
  public Optional<DroneId> drone() {
    return value.startsWith(OF_DRONE)
        ? Id.read(value.substring(OF_DRONE.length()), DroneId::new)
        : Optional.empty();
  }

  /// Whether other jobs pass those that wait for it.
  public boolean passes() {
    return !equals(QUEUE) && !value.startsWith(OF_DRONE);
  }

  @Override
  public String toString() {
    return value;
  }
}
