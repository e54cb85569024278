package io.mycelium.core.id;

import java.util.regex.Pattern;

/// A prefixed identifier such as `tsk_01k2...`. Identifiers of one kind sort by the time they were
/// made.
public sealed interface Id
    permits ApprovalId, DroneId, JobId, KeyId, PeerId, PostId, RoomId, TaskId {

  /// The whole identifier, prefix included; the form on the wire and in the store.
  String value();

  /// The part after the prefix. Two identifiers with the same stem speak of one thing: the job that
  /// an approval started has the approval's stem.
  static String stem(Id id) {
    return id.value().substring(id.value().indexOf('_') + 1);
  }

  /// Refuses a value that does not start with the prefix or has other characters than `a-z 0-9`.
  ///
  /// @throws IllegalArgumentException when the value has another form
  static void check(String value, String prefix) {
    if (!value.startsWith(prefix)
        || !Shape.STEM.matcher(value.substring(prefix.length())).matches()) {
      throw new IllegalArgumentException("not an id that starts with " + prefix);
    }
  }

  /// Keeps the compiled pattern out of the interface's public constants.
  final class Shape {
    private static final Pattern STEM = Pattern.compile("[a-z0-9]{1,40}");

    private Shape() {}
  }
}
