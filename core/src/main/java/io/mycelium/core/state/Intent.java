package io.mycelium.core.state;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import java.time.Instant;

/// Who wants a change, and under which name. The same principal and request never change anything
/// twice: a repeat gets the earlier outcome.
///
/// @param principal in whose name space the request id lies
/// @param request chosen by the caller
/// @param digest of the arguments; a repeat with another digest is refused. Empty: not compared
/// @param actor whom the audit trail names
public record Intent(String principal, String request, String digest, PeerId actor, Instant at) {

  /// A change that Mycelium makes by itself; `request` is derived from what caused it, so that two
  /// gateways that both make it make it once.
  public static Intent system(String request, Instant at) {
    return new Intent("system", request, "", Peer.SYSTEM, at);
  }
}
