package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import java.util.List;
import java.util.Optional;

/// `key list`: the keys there are, without their secrets.
final class ListKeys {
  private static final int SHOWN = 200;

  record Options(
      @Help("whose keys; yours, when left out") Optional<PeerName> for_,
      @Help("the keys of everybody") boolean all) {}

  private final Peers peers;
  private final PeerLookup lookup;
  private final Keys keys;

  ListKeys(Peers peers, PeerLookup lookup, Keys keys) {
    this.peers = peers;
    this.lookup = lookup;
    this.keys = keys;
  }

  Command<Options> command() {
    return Command.named("key", "list")
        .summary("List keys, newest first; their secrets are not kept")
        .examples(
            "which keys do I have?",
            "list my API keys",
            "show the keys of @release-bot",
            "key list --all")
        .permission(Permission.KEYS_OWN)
        .handledBy(Options.class, this::needs, this::handle);
  }

  private Needs needs(Options options, Invocation by) {
    return options.all()
        ? Needs.of(Permission.KEYS_ALL)
        : lookup
            .find(options.for_())
            .map(peer -> KeyRights.of(peer.id(), by.caller()))
            .orElse(Needs.NONE);
  }

  private Reply handle(Options options, Invocation by) {
    return lookup.with(options.for_(), named -> list(options, named, by));
  }

  private Reply list(Options options, Optional<PeerId> named, Invocation by) {
    Optional<PeerId> of =
        options.all() ? named : Optional.of(named.orElseGet(() -> by.caller().id()));
    return new Reply.Table(
        List.of(
            new Column("id", "Id", Fit.WHOLE),
            new Column("peer", "Of"),
            new Column("use", "Use"),
            new Column("state", "State", Fit.WHOLE),
            new Column("label", "Label"),
            new Column("since", "Made"),
            new Column("by", "By", Fit.SPARE)),
        keys.newest(of, SHOWN, by.at()).stream().map(key -> row(key, by)).toList(),
        "No keys. 'key create' makes one.",
        Optional.empty());
  }

  private List<String> row(ApiKey key, Invocation by) {
    return List.of(
        key.id().value(),
        peers.name(key.peer()),
        key.use().word(),
        key.state(by.at()),
        key.label(),
        Times.of(key.since()),
        peers.name(key.by()));
  }
}
