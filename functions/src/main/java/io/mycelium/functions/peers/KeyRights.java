package io.mycelium.functions.peers;

import io.mycelium.core.command.Needs;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// Who may see, make and end keys of whom. A key acts as its peer, so nobody makes one for a role
/// above their own.
final class KeyRights {
  private KeyRights() {}

  /// What it takes to have to do with the keys of a peer.
  static Needs of(PeerId peer, Caller by) {
    return peer.equals(by.id()) ? Needs.NONE : Needs.of(Permission.KEYS_ALL);
  }

  /// Why the caller may not make a key for the peer, if not.
  static Optional<Reply.Refused> refusal(Peer of, Caller by) {
    return of.id().equals(by.id()) || by.role().atLeast(of.role())
        ? Optional.empty()
        : Optional.of(Roles.above(of.role(), by));
  }
}
