package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Presence;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `peer list`: who is known here.
final class ListPeers {
  record Options(@Positional @Help("only peers with this role") Optional<Role> role) {}

  private final Peers peers;
  private final Presence presence;

  ListPeers(Peers peers, Presence presence) {
    this.peers = peers;
    this.presence = presence;
  }

  Command<Options> command() {
    return Command.named("peer", "list")
        .summary("List the people, agents and drones of the workspace, and who is here now")
        .examples(
            "who is here?",
            "list the operators",
            "who is online?",
            "list the people and their roles",
            "which users are there?",
            "which people and agents are in this workspace?")
        .permission(Permission.PEERS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Map<PeerId, Instant> lastHere = presence.lastHere();
    return new Reply.Table(
        List.of(
            new Column("name", "Name", Fit.WHOLE),
            new Column("role", "Role", Fit.WHOLE),
            new Column("kind", "Kind"),
            new Column("online", "Here now"),
            new Column("seen", "Last here"),
            new Column("since", "Since"),
            new Column("id", "Id", Fit.SPARE)),
        peers.all().stream()
            .filter(peer -> options.role().map(peer.role()::equals).orElse(true))
            .map(peer -> row(peer, Optional.ofNullable(lastHere.get(peer.id())), by.at()))
            .toList(),
        "No such peers. 'invite NAME' lets somebody in.",
        Optional.empty());
  }

  private static List<String> row(Peer peer, Optional<Instant> lastHere, Instant now) {
    boolean here = lastHere.filter(at -> Presence.holds(at, now)).isPresent();
    return List.of(
        peer.name(),
        peer.role().word(),
        Cards.kind(peer),
        here ? "yes" : "no",
        lastHere.map(Times::of).orElse(""),
        Times.of(peer.since()),
        peer.id().value());
  }
}
