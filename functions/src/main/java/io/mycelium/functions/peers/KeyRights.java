package io.mycelium.functions.peers;

import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// Who may make keys for whom. A key acts as its peer, so nobody makes one for a role above their
/// own.
final class KeyRights {
  private KeyRights() {}

  static Optional<Reply.Refused> refusal(Peer of, Caller by) {
    if (of.id().equals(by.id())) {
      return Optional.empty();
    }
    if (!by.may(Permission.KEYS_ALL)) {
      return Optional.of(others(by));
    }
    return by.role().atLeast(of.role())
        ? Optional.empty()
        : Optional.of(Roles.above(of.role(), by));
  }

  static Reply.Refused others(Caller by) {
    return Reply.Refused.because(
        Reply.Reason.FORBIDDEN,
        "not-permitted",
        "Keys of others need the permission %s, which the role %s has; you are %s."
            .formatted(
                Permission.KEYS_ALL.word(), Permission.KEYS_ALL.lowest().word(), by.role().word()));
  }
}
