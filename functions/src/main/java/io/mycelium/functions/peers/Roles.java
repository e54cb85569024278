package io.mycelium.functions.peers;

import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What roles come to, in words.
final class Roles {
  private Roles() {}

  static Reply.Refused above(Role role, Caller caller) {
    return Reply.Refused.because(
        Reply.Reason.FORBIDDEN,
        "role-above-own",
        "The role %s is above yours, which is %s.".formatted(role.word(), caller.role().word()));
  }

  /// What the role may and the one before it may not.
  static String adds(Role role) {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.lowest() == role)
        .map(Permission::word)
        .collect(Collectors.joining(", "));
  }
}
