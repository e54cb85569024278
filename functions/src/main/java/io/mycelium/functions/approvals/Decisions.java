package io.mycelium.functions.approvals;

import io.mycelium.core.command.Risk;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who may decide on an approval, and when: the rules, without any store.
final class Decisions {
  private final Peers peers;

  Decisions(Peers peers) {
    this.peers = peers;
  }

  /// Why the approval can no longer be decided on, if so.
  Optional<Reply.Refused> closed(Approval approval, long number, Instant now) {
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
  Optional<Reply.Refused> mayGrant(Approval approval, long number, Caller caller) {
    if (approval.requester().equals(caller.id())) {
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
  Optional<Reply.Refused> mayGrantAlone(Approval approval, long number, Caller caller) {
    if (!approval.requester().equals(caller.id())) {
      return refuse(
          Reply.Reason.INVALID,
          "not-your-request",
          "You did not ask for #%d; use 'approval grant %d'.".formatted(number, number));
    }
    if (!caller.role().atLeast(Role.OPERATOR)
        || approval.risk() != Risk.MEDIUM
        || approval.rule().people() != 1) {
      return refuse(
          Reply.Reason.FORBIDDEN,
          "own-request",
          "Only an operator may grant an own request, and only at medium risk with one person needed. %s"
              .formatted(whoMay(approval)));
    }
    List<String> others = deciders(approval);
    return others.isEmpty()
        ? Optional.empty()
        : refuse(
            Reply.Reason.FORBIDDEN,
            "others-there",
            "There is somebody to ask: %s.".formatted(String.join(", ", others)));
  }

  /// A sentence that says whose agreement counts.
  String whoMay(Approval approval) {
    List<String> others = deciders(approval);
    String role = "with the role %s or above".formatted(approval.rule().role().word());
    return others.isEmpty()
        ? "Nobody else %s is here yet; 'invite NAME --key' brings somebody.".formatted(role)
        : "Anyone %s may: %s."
            .formatted(
                role,
                String.join(", ", others.stream().limit(8).toList())
                    + (others.size() > 8 ? ", ..." : ""));
  }

  private List<String> deciders(Approval approval) {
    return peers.all().stream()
        .filter(p -> !p.id().equals(approval.requester()) && counts(approval, p.kind(), p.role()))
        .map(Peer::name)
        .toList();
  }

  private static boolean counts(Approval approval, PeerKind kind, Role role) {
    return kind == PeerKind.PERSON
        && role.may(Permission.APPROVALS_DECIDE)
        && role.atLeast(approval.rule().role());
  }

  private static Optional<Reply.Refused> voted(Approval approval, long number, Caller caller) {
    return approval.votes().stream().anyMatch(v -> v.peer().equals(caller.id()))
        ? refuse(
            Reply.Reason.CONFLICT,
            "already-agreed",
            "You agreed to #%d before; %d more needed."
                .formatted(number, approval.rule().people() - approval.votes().size()))
        : Optional.empty();
  }

  private static Optional<Reply.Refused> refuse(Reply.Reason reason, String code, String message) {
    return Optional.of(Reply.Refused.because(reason, code, message));
  }
}
