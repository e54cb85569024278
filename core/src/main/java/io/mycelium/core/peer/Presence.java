package io.mycelium.core.peer;

import io.mycelium.core.id.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// Who is here: whoever has a stream of events open, on any gateway. Surfaces that hold streams say
/// so again and again; who is not spoken of for a while has gone. Blocks; call it on virtual
/// threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface Presence {
  /// For how long a sign of presence holds: longer than between two signs of an open stream, so
  /// that one may be late.
  Duration HOLDS = Duration.ofSeconds(45);

  /// Says that the peers are here at this moment.
  void here(Collection<PeerId> peers);

  /// When each peer was last here; who never was is left out.
  Map<PeerId, Instant> lastHere();

  /// Whether a peer that was last here at that time still counts as being here.
  static boolean holds(Instant lastHere, Instant now) {
    return now.isBefore(lastHere.plus(HOLDS));
  }
}
