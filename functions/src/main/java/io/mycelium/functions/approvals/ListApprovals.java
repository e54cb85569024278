package io.mycelium.functions.approvals;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// `approval list`.
final class ListApprovals {
  record Options(@Help("also those that are decided") boolean all) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("number", "#"),
          new Column("state", "State"),
          new Column("command", "Command"),
          new Column("requester", "Asked by"),
          new Column("agreed", "Agreed"),
          new Column("expires", "Expires"),
          new Column("id", "Id"));

  private final Approvals approvals;
  private final Peers peers;

  ListApprovals(Approvals approvals, Peers peers) {
    this.approvals = approvals;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("approval", "list")
        .summary("List what waits for a decision in the room")
        .examples("what is waiting for approval", "my approvals")
        .permission(Permission.APPROVALS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    List<List<String>> rows =
        approvals.list(by.place().room(), options.all()).stream().map(this::row).toList();
    return new Reply.Table(
        COLUMNS,
        rows,
        "Nothing waits for a decision in the room %s.".formatted(by.place().room()),
        Optional.empty());
  }

  private List<String> row(Stored<Approval> stored) {
    Approval a = stored.state();
    return List.of(
        Long.toString(stored.number()),
        a.state().word(),
        a.line(),
        peers.name(a.requester()),
        a.votes().size() + "/" + a.rule().people(),
        a.expiresAt().toString(),
        a.id().value());
  }
}
