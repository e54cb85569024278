package io.mycelium.drone;

import java.util.List;
import java.util.Optional;

/// What a drone is told when it starts, as it was written; see [Settings] for what it means.
///
/// @param benchmark whether to measure the machine anew
record Told(
    Reach reach,
    Optional<String> name,
    Optional<String> data,
    List<String> roots,
    List<String> writable,
    List<String> masked,
    List<String> tags,
    Optional<String> slots,
    Lent lent,
    boolean benchmark) {
  /// Where its queue is.
  ///
  /// @param insecure whether others may read along
  record Reach(
      Optional<String> gateway,
      Optional<String> ca,
      boolean insecure,
      Optional<String> redis,
      Optional<String> workspace) {
    static Reach direct(String redis, Optional<String> workspace) {
      return new Reach(Optional.empty(), Optional.empty(), false, Optional.of(redis), workspace);
    }
  }

  /// When the machine's owner lends it.
  record Lent(Optional<String> only, Optional<String> idle, Optional<String> leave) {}
}
