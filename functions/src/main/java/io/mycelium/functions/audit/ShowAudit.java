package io.mycelium.functions.audit;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Standard;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Rooms;
import io.mycelium.functions.peers.PeerLookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `audit`: who did what, and what was refused. What happened in a closed room is there for all who
/// read the trail, but the room and what it is about are named only to those whom the room admits.
final class ShowAudit {
  /// Who acts without being a peer, as the trail has it.
  private static final Map<String, String> NOT_PEERS =
      Map.of("mycelium", Peer.SYSTEM.value(), "anonymous", "anonymous");

  /// In the place of a room's name, for those whom it does not admit.
  private static final String HIDDEN = "(closed)";

  record Options(
      @Help("how many lines, counted from the newest") @Standard("50") @Bounds(min = 1, max = 1_000)
          int last,
      @Help("only what the peer did; mycelium and anonymous work too") Optional<PeerName> who,
      @Help("only what has these words in it, such as 'task create' or 'refused'")
          Optional<String> command,
      @Help("only what belongs to the room") Optional<RoomId> in) {}

  private final History history;
  private final Peers peers;
  private final Rooms rooms;
  private final PeerLookup lookup;

  ShowAudit(History history, Peers peers, Rooms rooms) {
    this.history = history;
    this.peers = peers;
    this.rooms = rooms;
    this.lookup = new PeerLookup(peers);
  }

  Command<Options> command() {
    return Command.named("audit")
        .summary("Show who did what and what was refused, newest first")
        .examples(
            "what happened today?",
            "who removed that key?",
            "show me the audit trail",
            "what was refused lately?",
            "what did @ada do?",
            "audit --who ada --command 'key create'")
        .permission(Permission.AUDIT_READ)
        .audited()
        .handledBy(
            Options.class,
            (options, _) -> options.in().map(Needs::of).orElse(Needs.NONE),
            this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<String> other = options.who().map(who -> NOT_PEERS.get(who.value()));
    return other.isPresent()
        ? show(options, other, by.caller())
        : lookup.with(options.who(), who -> show(options, who.map(PeerId::value), by.caller()));
  }

  private Reply show(Options options, Optional<String> who, Caller caller) {
    var filter = new Line.Filter(who, options.command(), options.in());
    Map<RoomId, Boolean> known = new HashMap<>();
    return new Reply.Table(
        List.of(
            new Column("time", "Time"),
            new Column("who", "Who"),
            new Column("what", "What"),
            new Column("room", "Room"),
            new Column("subject", "Subject", Fit.SPARE),
            new Column("number", "No.", Fit.WHOLE),
            new Column("request", "Request", Fit.SPARE)),
        history.newest(filter, options.last()).stream()
            .map(line -> isHidden(line, caller, known) ? hidden(line) : row(line))
            .toList(),
        "Nothing like that in the audit trail.",
        Optional.empty());
  }

  /// @param known what was asked before for this list
  private boolean isHidden(Line line, Caller caller, Map<RoomId, Boolean> known) {
    return line.room()
        .map(room ->
            known.computeIfAbsent(
                room, id -> rooms.find(id).filter(r -> !r.admits(caller)).isPresent()))
        .orElse(false);
  }

  private List<String> row(Line line) {
    return List.of(
        Times.of(line.at()),
        name(line.who()),
        line.what(),
        line.room().map(RoomId::value).orElse(""),
        line.subject(),
        line.number(),
        line.request());
  }

  /// A line without all that tells which room it is about.
  private List<String> hidden(Line line) {
    return List.of(Times.of(line.at()), name(line.who()), line.what(), HIDDEN, "", "", "");
  }

  private String name(String who) {
    return who.startsWith(PeerId.PREFIX) ? peers.name(new PeerId(who)) : who;
  }
}
