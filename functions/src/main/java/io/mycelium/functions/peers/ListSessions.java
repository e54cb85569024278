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
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `session list`: where somebody is signed in on the web.
final class ListSessions {
  record Options(@Help("whose sessions; yours, when left out") Optional<PeerName> of) {}

  private final Peers peers;
  private final PeerLookup lookup;
  private final Keys keys;

  ListSessions(Peers peers, PeerLookup lookup, Keys keys) {
    this.peers = peers;
    this.lookup = lookup;
    this.keys = keys;
  }

  Command<Options> command() {
    return Command.named("session", "list")
        .summary("List where you are signed in on the web, newest first")
        .examples(
            "where am I signed in?",
            "on which devices am I logged in?",
            "list my sessions",
            "session list --of ada")
        .permission(Permission.KEYS_OWN)
        .handledBy(Options.class, this::needs, this::handle);
  }

  private Needs needs(Options options, Invocation by) {
    return lookup
        .find(options.of())
        .map(peer -> KeyRights.of(peer.id(), by.caller()))
        .orElse(Needs.NONE);
  }

  private Reply handle(Options options, Invocation by) {
    return lookup.with(options.of(), named -> list(named.orElse(by.caller().id()), by));
  }

  private Reply list(PeerId of, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("id", "Id", Fit.WHOLE),
            new Column("of", "Of", Fit.SPARE),
            new Column("device", "Where"),
            new Column("since", "Signed in"),
            new Column("used", "Last renewed", Fit.SPARE),
            new Column("expires", "Ends unused"),
            new Column("this", "This one")),
        keys.sessions(of, by.at()).stream().map(Stored::state).map(s -> row(s, by)).toList(),
        "Not signed in anywhere. 'key create --link' makes a link that signs in.",
        Optional.empty());
  }

  private List<String> row(ApiKey session, Invocation by) {
    Instant renewed = session.renewal().map(Renewal::at).orElse(session.since());
    return List.of(
        session.id().value(),
        peers.name(session.peer()),
        session.label(),
        Times.of(session.since()),
        Times.of(renewed),
        session.expires().map(Times::of).orElse(""),
        by.caller().key().filter(session.id()::equals).isPresent() ? "yes" : "");
  }
}
