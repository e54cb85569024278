package io.mycelium.functions.approvals;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Risk;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Kind;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.trace.TraceContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A call that waits for others.
///
/// @param line the call as a person would type it
/// @param place the thread in which everything about it is said
/// @param rule what was asked of the others when the call was made
/// @param policyVersion of the policy that the rule came from
/// @param reason why it was denied, or could not run
/// @param result what the call led to
/// @param trace what the call was traced by
record Approval(
    ApprovalId id,
    Call call,
    String line,
    Risk risk,
    PeerId requester,
    Place place,
    Policy.Rule rule,
    long policyVersion,
    ApprovalState state,
    List<Vote> votes,
    Optional<PeerId> decidedBy,
    Optional<Instant> decidedAt,
    Optional<String> reason,
    Optional<Subject> result,
    Instant askedAt,
    Instant expiresAt,
    ZoneId zone,
    Locale locale,
    Optional<TraceContext> trace) {
  static final Kind<Approval> KIND = new Kind<>("approval", Approval.class);
  private static final int LONGEST_SUMMARY = 200;

  /// Somebody's agreement.
  ///
  /// @param alone given by the requester, who had nobody else to ask
  record Vote(PeerId peer, Instant at, boolean alone) {}

  Approval {
    votes = List.copyOf(votes);
  }

  /// The call as a person would type it, on one line and cut, for lists and notices.
  String summary() {
    return PlainText.line(line, LONGEST_SUMMARY);
  }

  /// @param standing the votes so far that still count
  Approval agreed(List<Vote> standing, Vote vote, ApprovalState next) {
    List<Vote> more = Stream.concat(standing.stream(), Stream.of(vote)).toList();
    return copy(next, more, decider(next, vote.peer()), at(next, vote.at()), reason, result);
  }

  Approval ended(ApprovalState end, PeerId by, Instant at, Optional<String> why) {
    return copy(end, votes, Optional.of(by), Optional.of(at), why, result);
  }

  Approval ran(ApprovalState next, Optional<Subject> led) {
    return copy(next, votes, decidedBy, decidedAt, reason, led);
  }

  Approval couldNotRun(ApprovalState next, String why) {
    return copy(next, votes, decidedBy, decidedAt, Optional.of(why), result);
  }

  private Optional<PeerId> decider(ApprovalState next, PeerId voter) {
    return next == ApprovalState.PENDING ? decidedBy : Optional.of(voter);
  }

  private Optional<Instant> at(ApprovalState next, Instant now) {
    return next == ApprovalState.PENDING ? decidedAt : Optional.of(now);
  }

  private Approval copy(
      ApprovalState next,
      List<Vote> all,
      Optional<PeerId> by,
      Optional<Instant> at,
      Optional<String> why,
      Optional<Subject> led) {
    return new Approval(
        id,
        call,
        line,
        risk,
        requester,
        place,
        rule,
        policyVersion,
        next,
        all,
        by,
        at,
        why,
        led,
        askedAt,
        expiresAt,
        zone,
        locale,
        trace);
  }
}
