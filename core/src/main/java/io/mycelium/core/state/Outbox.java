package io.mycelium.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The effects that commits owe. A row is taken under a lease: a gateway that dies leaves it to the
/// others when the lease ends.
public interface Outbox {
  /// Takes rows that are due, earliest first; nobody else gets them until the lease ends.
  List<OutboxRow> take(int max, Duration lease);

  /// Moves the end of the lease while the effect is under way.
  void extend(String rowId, Duration lease);

  /// Removes a row. Does nothing when a commit has replaced it since it was taken.
  void done(OutboxRow row);

  /// Lets the row wait until then. Does nothing when a commit has replaced it since it was taken.
  void later(OutboxRow row, Instant due);

  /// Lets a row wait until then, also one that has replaced it.
  void rest(String rowId, Instant due);
}
