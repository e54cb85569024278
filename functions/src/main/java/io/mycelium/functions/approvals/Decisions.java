package io.mycelium.functions.approvals;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Risk;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Room;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may decide on an approval, and when: the rules, without any store of their own.
final class Decisions {
  private static final int NAMED = 8;

  private final Peers peers;
  private final Rooms rooms;

  Decisions(Peers peers, Rooms rooms) {
    this.peers = peers;
    this.rooms = rooms;
  }

  /// Why the caller cannot agree now, if so.
  Optional<Reply.Refused> againstGrant(Stored<Approval> stored, Invocation by) {
    return againstDeny(stored, by).or(() -> mayGrant(stored.state(), stored.number(), by.caller()));
  }

  /// Why the requester cannot grant it alone now, if so.
  Optional<Reply.Refused> againstGrantAlone(Stored<Approval> stored, Invocation by) {
    return againstDeny(stored, by)
        .or(() -> mayGrantAlone(stored.state(), stored.number(), by.caller()));
  }

  /// Why it cannot be denied now, if so: everybody who decides may, also the requester.
  Optional<Reply.Refused> againstDeny(Stored<Approval> stored, Invocation by) {
    return closed(stored.state(), stored.number(), by.at());
  }

  /// Whether there is nobody but the requester to decide, and that is enough.
  boolean onlyAlone(Approval approval) {
    return mayBeAlone(approval) && deciders(approval).isEmpty();
  }

  private static boolean mayBeAlone(Approval approval) {
    return approval.risk() == Risk.MEDIUM && approval.rule().people() == 1;
  }

  /// Why the approval can no longer be decided on, if so.
  private Optional<Reply.Refused> closed(Approval approval, long number, Instant now) {
    if (approval.state() == ApprovalState.EXPIRED
        || (approval.state() == ApprovalState.PENDING && !now.isBefore(approval.expiresAt()))) {
      return refuse(
          Reply.Reason.CONFLICT, "expired", "Approval #%d expired; ask again.".formatted(number));
    }
    if (approval.state() == ApprovalState.PENDING) {
      return Optional.empty();
    }
    String by = approval.decidedBy().map(peers::name).orElse("somebody");
    boolean denied = approval.state() == ApprovalState.DENIED;
    return refuse(
        Reply.Reason.CONFLICT,
        "already-decided",
        "Approval #%d was already %s by %s.".formatted(number, denied ? "denied" : "granted", by));
  }

  /// Why the caller may not agree, if so. The requester never counts.
  private Optional<Reply.Refused> mayGrant(Approval approval, long number, Caller caller) {
    if (asked(approval, caller.id())) {
      return refuse(
          Reply.Reason.FORBIDDEN,
          "own-request",
          "You asked for #%d yourself; somebody else decides. %s"
              .formatted(number, whoMay(approval)));
    }
    return counts(approval, caller.kind(), caller.role())
        ? voted(approval, number, caller)
        : refuse(
            Reply.Reason.FORBIDDEN,
            "not-a-decider",
            "Your agreement does not count for #%d. %s".formatted(number, whoMay(approval)));
  }

  /// Why the requester may not grant it alone, if so: that is only for an operator, only for medium
  /// risk, and only when there is nobody else.
  private Optional<Reply.Refused> mayGrantAlone(Approval approval, long number, Caller caller) {
    if (!asked(approval, caller.id())) {
      return refuse(
          Reply.Reason.INVALID,
          "not-your-request",
          "You did not ask for #%d; use 'approval grant %d'.".formatted(number, number));
    }
    if (!caller.role().atLeast(Role.OPERATOR) || !mayBeAlone(approval)) {
      return refuse(
          Reply.Reason.FORBIDDEN,
          "own-request",
          "Only an operator may grant an own request, and only at medium risk with one person needed. %s"
              .formatted(whoMay(approval)));
    }
    List<Peer> others = deciders(approval);
    return others.isEmpty()
        ? Optional.empty()
        : refuse(
            Reply.Reason.FORBIDDEN,
            "others-there",
            "There is somebody to ask: %s.".formatted(names(others)));
  }

  /// A sentence that says whose agreement counts.
  String whoMay(Approval approval) {
    List<Peer> others =
        deciders(approval).stream().filter(peer -> isIn(approval.place().room(), peer)).toList();
    String role = "with the role %s or above".formatted(approval.rule().role().word());
    return others.isEmpty()
        ? nobody(role, approval.place().room())
        : "Anyone %s may: %s.".formatted(role, names(others));
  }

  private String nobody(String role, RoomId room) {
    return rooms.find(room).filter(Room::closed).isPresent()
        ? "Nobody else %s is in the room %s; 'room members %s --add NAME' lets somebody in."
            .formatted(role, room, room)
        : "Nobody else %s is here yet; 'invite NAME --key' brings somebody.".formatted(role);
  }

  private static String names(List<Peer> peers) {
    String first = peers.stream().limit(NAMED).map(Peer::name).collect(Collectors.joining(", "));
    return peers.size() > NAMED ? first + ", ..." : first;
  }

  /// Who has agreed, as it is shown: while nothing is decided, only what still counts.
  List<Approval.Vote> agreed(Approval approval) {
    return approval.state() == ApprovalState.PENDING ? standing(approval) : approval.votes();
  }

  /// Whether the peer is who asked, by whatever account it did.
  private boolean asked(Approval approval, PeerId peer) {
    return peers.person(approval.requester()).equals(peer);
  }

  /// The votes that still count: one goes with the right to give it, and each person has one.
  List<Approval.Vote> standing(Approval approval) {
    Set<PeerId> counted = new HashSet<>(Set.of(peers.person(approval.requester())));
    return approval.votes().stream()
        .filter(vote -> vote.alone() || counted.add(peers.person(vote.peer())))
        .filter(vote ->
            peers
                .find(vote.peer())
                .filter(p -> counts(approval, p.kind(), p.role()))
                .filter(p -> isIn(approval.place().room(), p))
                .isPresent())
        .toList();
  }

  private boolean isIn(RoomId room, Peer peer) {
    return rooms.find(room).filter(r -> r.admits(Caller.of(peer, Optional.empty()))).isPresent();
  }

  /// Everybody of the workspace whose agreement would count. Not those of the room alone: nobody
  /// becomes the only one by calling from a closed room.
  private List<Peer> deciders(Approval approval) {
    return peers.all().stream()
        .filter(p -> !asked(approval, p.id()) && counts(approval, p.kind(), p.role()))
        .toList();
  }

  private static boolean counts(Approval approval, PeerKind kind, Role role) {
    return kind == PeerKind.PERSON
        && role.may(Permission.APPROVALS_DECIDE)
        && role.atLeast(approval.rule().role());
  }

  private Optional<Reply.Refused> voted(Approval approval, long number, Caller caller) {
    List<Approval.Vote> standing = standing(approval);
    return standing.stream().anyMatch(v -> peers.person(v.peer()).equals(caller.id()))
        ? refuse(
            Reply.Reason.CONFLICT,
            "already-agreed",
            "You agreed to #%d before; %d more needed."
                .formatted(number, approval.rule().people() - standing.size()))
        : Optional.empty();
  }

  private static Optional<Reply.Refused> refuse(Reply.Reason reason, String code, String message) {
    return Optional.of(Reply.Refused.because(reason, code, message));
  }
}
