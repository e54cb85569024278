package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Update;

/// `peer remove`: shut somebody out, at once and on every gateway.
final class RemovePeer {
  record Options(@Positional @Help("who is to go") PeerName peer) {}

  private final PeerLookup lookup;
  private final PeerCommits peers;

  RemovePeer(PeerLookup lookup, PeerCommits peers) {
    this.lookup = lookup;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("peer", "remove")
        .summary("Remove a peer: its keys and sessions end at once, what it did keeps its name")
        .examples(
            "remove @ada",
            "shut @release-bot out",
            "@bob has left the company",
            "take all access away from @eve")
        .permission(Permission.PEERS_ROLES)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return lookup.with(
        options.peer(),
        peer ->
            switch (peers.remove(peer.id(), by.intent())) {
              case Update.Done<Peer>(var stored) -> Cards.card(stored.state());
              case Update.Refused<Peer>(var why) -> why;
            });
  }
}
