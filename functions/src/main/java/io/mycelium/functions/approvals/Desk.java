package io.mycelium.functions.approvals;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Risk;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.pipeline.ApprovalDesk;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import java.util.List;
import java.util.Optional;

/// Takes down calls that others must agree to: approval, its live card, its timers, in one commit.
final class Desk implements ApprovalDesk {
  private final AggregateStore store;
  private final Policies policies;
  private final Approvals approvals;
  private final ApprovalView view;
  private final Ids ids;
  private final ApprovalSettings settings;

  Desk(
      AggregateStore store,
      Policies policies,
      Approvals approvals,
      ApprovalView view,
      Ids ids,
      ApprovalSettings settings) {
    this.store = store;
    this.policies = policies;
    this.approvals = approvals;
    this.view = view;
    this.ids = ids;
    this.settings = settings;
  }

  @Override
  public boolean runsFreely(Risk risk, RoomId room) {
    return policies.of(room).rule(risk).people() == 0;
  }

  @Override
  public Reply ask(Ready<?> call) {
    Invocation by = call.invocation();
    PostId card = ids.post();
    Approval approval = approval(call.command(), by, card);
    var subject = Subject.of(Approval.KIND.name(), approval.id());
    var live = new Content.Live(subject);
    var post = Post.of(card, by.place(), by.caller().id(), live, by.at(), ids.seal());
    Commit.Draft draft =
        Commit.of(by.intent(), Outcome.pending(subject))
            .keep(settings.life().plus(Commit.KEEP))
            .createNumbered(by.place().room(), Approval.KIND, approval.id().value(), approval)
            .event(approvals.event("requested", approval))
            .owe(Rows.row(Rows.EXPIRE, approval.id(), approval.expiresAt()))
            .owe(Rows.row(Rows.REMIND, approval.id(), by.at().plus(settings.remindAfter())));
    CommitResult result = store.commit(Posts.add(Approvals.enter(draft, approval), post).done());
    return result instanceof CommitResult.Committed(var number)
        ? new Reply.Accepted(subject, view.card(approval, number))
        : Refusals.of(result);
  }

  private Approval approval(Command<?> command, Invocation by, PostId card) {
    var policy = policies.of(by.place().room());
    var id = new ApprovalId(ApprovalId.PREFIX + ids.stem());
    Place thread = by.place().thread().isPresent() ? by.place() : by.place().in(card);
    return new Approval(
        id,
        by.call(),
        CommandLine.printWhole(by.call(), command),
        command.risk(),
        by.caller().id(),
        thread,
        policy.rule(command.risk()),
        policy.version(),
        ApprovalState.PENDING,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        by.at(),
        by.at().plus(settings.life()),
        by.zone(),
        by.locale(),
        by.trace());
  }
}
