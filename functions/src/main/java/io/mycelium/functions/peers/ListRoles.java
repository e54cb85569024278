package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `role list`: what each role may do and who has it.
final class ListRoles {
  record Options() {}

  private final Peers peers;

  ListRoles(Peers peers) {
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("role", "list")
        .summary("List the roles, what each adds to the one before, and who has it")
        .examples("what may an operator do?", "who are the admins?", "which roles are there?")
        .permission(Permission.PEERS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    List<Peer> all = peers.all();
    return new Reply.Table(
        List.of(
            new Column("role", "Role", Fit.WHOLE),
            new Column("peers", "Peers"),
            new Column("adds", "Adds")),
        Arrays.stream(Role.values())
            .map(role -> List.of(role.word(), having(role, all), Roles.adds(role)))
            .toList(),
        "",
        Optional.empty());
  }

  private static String having(Role role, List<Peer> all) {
    return all.stream()
        .filter(peer -> peer.role() == role)
        .map(Peer::name)
        .collect(Collectors.joining(", "));
  }
}
