package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Update;

/// `role set`: say what a peer may do.
final class SetRole {
  record Options(
      @Positional @Help("whose role it is") PeerName peer,
      @Positional @Help("what the peer may do from now on") Role role) {}

  private final PeerLookup lookup;
  private final PeerCommits peers;

  SetRole(PeerLookup lookup, PeerCommits peers) {
    this.lookup = lookup;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("role", "set")
        .summary("Say what a peer may do")
        .examples(
            "make @ada an operator",
            "@bob should be an admin",
            "change the role of @ada to viewer",
            "role set ada operator")
        .permission(Permission.PEERS_ROLES)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return lookup.with(
        options.peer(),
        peer ->
            switch (peers.role(peer.id(), options.role(), by.intent())) {
              case Update.Done<Peer>(var stored) -> Cards.card(stored.state());
              case Update.Refused<Peer>(var why) -> why;
            });
  }
}
