package io.mycelium.core.state;

import io.mycelium.core.id.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was tried and refused, and sensitive reads. Together with the event log it is the audit
/// trail.
public interface AuditTrail {
  /// One thing that was tried, or read.
  ///
  /// @param who a peer's id, or `anonymous`
  /// @param outcome `refused:` and the code, or `read`
  record Entry(
      Instant at,
      String who,
      String command,
      Optional<RoomId> room,
      String request,
      String outcome) {}

  /// Keeps an entry. Never fails the call that it tells of: trouble is logged.
  void add(Entry entry);

  /// An entry and its place in the trail. Places and times may differ: gateways' clocks do.
  record Kept(String place, Entry entry) {}

  /// Newest first.
  ///
  /// @param place only entries before it; `+` for the newest
  List<Kept> before(String place, int max);
}
