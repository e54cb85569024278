package io.mycelium.core.id;

import java.util.Optional;
import java.util.function.Function;

/// A prefixed identifier such as `tsk_01k2...`. Identifiers of one kind sort by the time they were
/// made.
public sealed interface Id
    permits ApprovalId, DroneId, JobId, KeyId, PeerId, PostId, RoomId, ScheduleId, TaskId {

  /// The whole identifier, prefix included; the form on the wire and in the store.
  String value();

  /// The part after the prefix. Two identifiers with the same stem speak of one thing: the job that
  /// an approval started has the approval's stem.
  static String stem(Id id) {
    return id.value().substring(id.value().indexOf('_') + 1);
  }

  /// The identifier that a stranger's text may be; nothing when it has another form.
  ///
  /// @param of the identifier's constructor
  static <I extends Id> Optional<I> read(String value, Function<String, I> of) {
    try {
      return Optional.of(of.apply(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Refuses a value that does not start with the prefix, or is not followed by 1 to 40 of `a-z
  /// 0-9`.
  ///
  /// @throws IllegalArgumentException when the value has another form
  static void check(String value, String prefix) {
    if (!value.startsWith(prefix) || !Shape.stem(value, prefix.length())) {
      throw new IllegalArgumentException("not an id that starts with " + prefix);
    }
  }

  /// The characters of ids. A list of fifty aggregates checks hundreds of them, for which a regular
  /// expression is too slow.
  final class Shape {
    private static final int LONGEST = 40;

    private Shape() {}

    private static boolean stem(String value, int from) {
      int length = value.length() - from;
      if (length < 1 || length > LONGEST) {
        return false;
      }
      for (int i = from; i < value.length(); i++) {
        if (!letterOrDigit(value.charAt(i))) {
          return false;
        }
      }
      return true;
    }

    static boolean letterOrDigit(char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
  }
}
