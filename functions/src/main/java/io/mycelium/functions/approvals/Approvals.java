package io.mycelium.functions.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.References;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The approvals of the workspace: finds them, and moves them along their lifecycle.
final class Approvals {
  private static final Reply.Refused MOVED_ON =
      Reply.Refused.because(Reply.Reason.CONFLICT, "moved-on", "The approval has moved on.");

  private final AggregateStore store;
  private final Aggregates<Approval> aggregates;
  private final References references;
  private final Decisions decisions;
  private final Peers peers;

  Approvals(AggregateStore store, Peers peers, Decisions decisions, RandomGenerator random) {
    this.store = store;
    this.aggregates = new Aggregates<>(store, Approval.KIND, random);
    this.references = new References(store);
    this.decisions = decisions;
    this.peers = peers;
  }

  private static Index pending(RoomId room) {
    return new Index("approvals:pending:" + room);
  }

  private static Index all(RoomId room) {
    return new Index("approvals:all:" + room);
  }

  Optional<Stored<Approval>> find(ApprovalId id) {
    return aggregates.find(id.value());
  }

  Optional<Stored<Approval>> find(RoomId room, Reference reference) {
    return references
        .find(room, reference, ApprovalId.PREFIX)
        .flatMap(aggregates::find)
        .filter(a -> a.state().place().room().equals(room));
  }

  /// The approvals of a room, newest first.
  ///
  /// @param ended also those that are decided
  /// @param before only those that come after this one on the list
  List<Stored<Approval>> page(
      RoomId room, boolean ended, Optional<Stored<Approval>> before, int max) {
    Index index = ended ? all(room) : pending(room);
    List<String> ids =
        before
            .map(last -> store.newestAfter(index, last.id(), rank(last.state()), max))
            .orElseGet(() -> store.newest(index, Long.MAX_VALUE, max));
    return store.findAll(Approval.KIND, ids);
  }

  /// Puts a new approval on the lists.
  static Commit.Draft enter(Commit.Draft draft, Approval approval) {
    RoomId room = approval.place().room();
    String id = approval.id().value();
    return draft.rank(pending(room), id, rank(approval)).rank(all(room), id, rank(approval));
  }

  private static long rank(Approval approval) {
    return approval.askedAt().toEpochMilli();
  }

  Update<Approval> grant(ApprovalId id, Invocation by) {
    return decide(id, by, stored -> decisions.againstGrant(stored, by), false);
  }

  Update<Approval> grantAlone(ApprovalId id, Invocation by) {
    return decide(id, by, stored -> decisions.againstGrantAlone(stored, by), true);
  }

  private Update<Approval> decide(
      ApprovalId id,
      Invocation by,
      Function<Stored<Approval>, Optional<Reply.Refused>> objection,
      boolean alone) {
    var vote = new Approval.Vote(by.caller().id(), by.at(), alone);
    return aggregates.update(
        id.value(),
        by.intent(),
        stored ->
            objection
                .apply(stored)
                .<Decision<Approval>>map(Decision.Refuse::new)
                .orElseGet(() -> agree(stored.state(), vote)));
  }

  private Decision<Approval> agree(Approval approval, Approval.Vote vote) {
    List<Approval.Vote> standing = decisions.standing(approval);
    boolean enough = standing.size() + 1 >= approval.rule().people();
    Approval next =
        approval.agreed(
            standing,
            vote,
            move(approval, enough ? ApprovalState.Move.GRANT : ApprovalState.Move.AGREE));
    return enough
        ? new Decision.Change<>(
            next,
            draft ->
                settle(draft, next)
                    .event(event("granted", next))
                    .owe(Rows.row(Rows.REDEEM, next.id(), vote.at())))
        : new Decision.Change<>(next, draft -> draft.event(event("granted-one", next)));
  }

  Update<Approval> deny(ApprovalId id, String reason, Invocation by) {
    return aggregates.update(
        id.value(),
        by.intent(),
        stored -> {
          Optional<Reply.Refused> why = decisions.againstDeny(stored, by);
          if (why.isPresent()) {
            return new Decision.Refuse<>(why.get());
          }
          Approval next =
              stored
                  .state()
                  .ended(
                      move(stored.state(), ApprovalState.Move.DENY),
                      by.caller().id(),
                      by.at(),
                      Optional.of(reason));
          return new Decision.Change<>(
              next, draft -> settle(draft, next).event(event("denied", next)));
        });
  }

  /// Notes that a pending approval was called to mind.
  ///
  /// @param say adds the words to the commit
  /// @return whether nothing is left to do
  boolean remind(ApprovalId id, Intent intent, UnaryOperator<Commit.Draft> say) {
    return once(
        ApprovalState.PENDING,
        id,
        intent,
        approval ->
            new Decision.Change<>(
                approval, draft -> say.apply(draft.event(event("reminded", approval)))));
  }

  /// Ends an approval that nobody decided on; does nothing when somebody did.
  ///
  /// @return whether nothing is left to do
  boolean expire(ApprovalId id, Intent intent) {
    return once(
        ApprovalState.PENDING,
        id,
        intent,
        approval ->
            end(
                approval.ended(
                    move(approval, ApprovalState.Move.EXPIRE),
                    intent.actor(),
                    intent.at(),
                    Optional.empty()),
                "expired",
                UnaryOperator.identity()));
  }

  /// Notes that the granted call ran.
  ///
  /// @param say adds to the commit what is to be said
  /// @return whether nothing is left to do
  boolean redeemed(
      ApprovalId id, Optional<Subject> result, Intent intent, UnaryOperator<Commit.Draft> say) {
    return once(
        ApprovalState.GRANTED,
        id,
        intent,
        approval ->
            end(approval.ran(move(approval, ApprovalState.Move.REDEEM), result), "redeemed", say));
  }

  /// Notes that the granted call could not run.
  ///
  /// @param say adds to the commit what is to be said
  /// @return whether nothing is left to do
  boolean refused(ApprovalId id, String why, Intent intent, UnaryOperator<Commit.Draft> say) {
    return once(
        ApprovalState.GRANTED,
        id,
        intent,
        approval ->
            end(
                approval.couldNotRun(move(approval, ApprovalState.Move.REFUSE), why),
                "refused",
                say));
  }

  /// Makes a change that any gateway may want to make, if the approval is still in that state.
  private boolean once(
      ApprovalState from,
      ApprovalId id,
      Intent intent,
      Function<Approval, Decision<Approval>> change) {
    try {
      Update<Approval> update =
          aggregates.update(
              id.value(),
              intent,
              stored ->
                  stored.state().state() == from
                      ? change.apply(stored.state())
                      : new Decision.Refuse<>(MOVED_ON));
      return update instanceof Update.Done || !isIn(from, id);
    } catch (RepeatedRequest e) {
      return true;
    }
  }

  private boolean isIn(ApprovalState state, ApprovalId id) {
    return find(id).filter(found -> found.state().state() == state).isPresent();
  }

  private Decision<Approval> end(Approval next, String event, UnaryOperator<Commit.Draft> say) {
    return new Decision.Change<>(
        next, draft -> say.apply(settle(draft, next).event(event(event, next))));
  }

  /// Takes the approval off what waits.
  private static Commit.Draft settle(Commit.Draft draft, Approval ended) {
    return draft
        .unrank(pending(ended.place().room()), ended.id().value())
        .withdraw(Rows.name(Rows.REMIND, ended.id()))
        .withdraw(Rows.name(Rows.EXPIRE, ended.id()));
  }

  private static ApprovalState move(Approval approval, ApprovalState.Move by) {
    return ApprovalState.LIFECYCLE
        .move(approval.state(), by)
        .orElseThrow(
            () -> new IllegalStateException("no move %s from %s".formatted(by, approval.state())));
  }

  /// What the world is told of a step; the field names are part of the event contract.
  Event event(String step, Approval approval) {
    ObjectNode payload = Json.object();
    payload
        .put("state", approval.state().word())
        .put("command", approval.call().command().spoken())
        .put("line", approval.line());
    payload
        .put("needed", approval.rule().people())
        .put("requester", approval.requester().value())
        .put("requesterName", peers.name(approval.requester()));
    var votes = payload.putArray("votes");
    approval
        .votes()
        .forEach(v ->
            votes
                .addObject()
                .put("peer", v.peer().value())
                .put("name", peers.name(v.peer()))
                .put("at", v.at().toString())
                .put("alone", v.alone()));
    approval.reason().ifPresent(r -> payload.put("reason", r));
    approval.decidedBy().ifPresent(by -> payload.put("decidedBy", peers.name(by)));
    approval.place().thread().ifPresent(post -> payload.put("post", post.value()));
    approval.result().ifPresent(result -> payload.put("result", result.toString()));
    return new Event(
        "approval." + step,
        Optional.of(approval.place().room()),
        Subject.of(Approval.KIND.name(), approval.id()),
        payload);
  }
}
