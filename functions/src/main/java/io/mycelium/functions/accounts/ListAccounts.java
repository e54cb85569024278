package io.mycelium.functions.accounts;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import java.util.List;
import java.util.Optional;

/// `account list`: who is who on which platform.
final class ListAccounts {
  record Options() {}

  private final AccountStore accounts;
  private final Peers peers;

  ListAccounts(AccountStore accounts, Peers peers) {
    this.accounts = accounts;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("account", "list")
        .summary("List the accounts on chat platforms and whose they are")
        .examples(
            "who is who on Slack?", "list the linked accounts", "show the Discord accounts we know")
        .permission(Permission.PEERS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("peer", "Peer", Fit.WHOLE),
            new Column("platform", "Platform", Fit.WHOLE),
            new Column("name", "Name there"),
            new Column("state", "Came"),
            new Column("since", "Since"),
            new Column("account", "Account", Fit.WHOLE)),
        accounts.newest().stream().map(this::row).toList(),
        "No accounts yet. Whoever calls Mycelium from a linked channel is listed here.",
        Optional.empty());
  }

  private List<String> row(AccountRecord record) {
    return List.of(
        peers.name(record.peer()),
        record.account().platform(),
        record.name(),
        record.guest() ? "by the platform" : "by a code",
        Times.of(record.since()),
        record.account().key());
  }
}
