package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;

/// `peer list`: who is known here.
final class ListPeers {
  record Options(@Positional @Help("only peers with this role") Optional<Role> role) {}

  private final Peers peers;

  ListPeers(Peers peers) {
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("peer", "list")
        .summary("List the people, agents and drones of the workspace")
        .examples("who is here?", "list the operators")
        .permission(Permission.PEERS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("name", "Name", Fit.WHOLE),
            new Column("role", "Role", Fit.WHOLE),
            new Column("kind", "Kind"),
            new Column("since", "Since"),
            new Column("id", "Id", Fit.SPARE)),
        peers.all().stream()
            .filter(peer -> options.role().map(peer.role()::equals).orElse(true))
            .map(peer ->
                List.of(
                    peer.name(),
                    peer.role().word(),
                    Cards.kind(peer),
                    Cards.time(peer.since()),
                    peer.id().value()))
            .toList(),
        "No such peers. 'invite NAME' lets somebody in.",
        Optional.empty());
  }
}
