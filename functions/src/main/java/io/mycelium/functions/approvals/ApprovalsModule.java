package io.mycelium.functions.approvals;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.ApprovalDesk;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.OutboxHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The feature as the gateway composes it.
public final class ApprovalsModule {
  private final Parts parts;
  private final Policies policies;
  private final Decisions decisions;
  private final Approvals approvals;
  private final ApprovalView view;
  private final ApprovalPolicy policy;

  /// What the feature works with.
  ///
  /// @param views of all features, there once they are composed
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      Peers peers,
      Rooms rooms,
      Noticeboard noticeboard,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      ApprovalSettings settings,
      Supplier<SubjectViews> views) {}

  public ApprovalsModule(Parts parts) {
    this.parts = parts;
    this.policies = new Policies(parts.store(), parts.feed());
    this.decisions = new Decisions(parts.peers(), parts.rooms());
    this.approvals = new Approvals(parts.store(), parts.peers(), decisions, parts.random());
    this.view = new ApprovalView(parts.store(), parts.peers(), decisions, parts.views());
    this.policy = new ApprovalPolicy(policies);
  }

  /// What the pipeline's gate asks.
  public ApprovalDesk desk() {
    return new Desk(parts.store(), policies, approvals, view, parts.ids(), parts.settings());
  }

  public List<Function> functions() {
    var replies = new Replies(approvals, view);
    var objections = new Objections(approvals, decisions);
    return List.of(
        new Function(
            new FunctionName("approval"),
            "Decide together on what others asked for",
            FunctionLimits.STANDARD,
            List.of(
                new ListApprovals(approvals, decisions, parts.peers()).command(),
                new ShowApproval(replies).command(),
                new GrantApproval(approvals, replies, objections).command(),
                new GrantAlone(approvals, replies, objections).command(),
                new DenyApproval(approvals, replies, objections).command())),
        new Function(
            new FunctionName("policy"),
            "Say how many people each risk needs",
            FunctionLimits.STANDARD,
            List.of(policy.show(), policy.set())));
  }

  /// The post on which the talk about an approval, or about the job that it started, hangs.
  public Optional<PostId> thread(Subject subject) {
    String stem = subject.id().substring(subject.id().indexOf('_') + 1);
    boolean mine = subject.type().equals(Approval.KIND.name()) || subject.type().equals("job");
    return mine
        ? approvals
            .find(new ApprovalId(ApprovalId.PREFIX + stem))
            .flatMap(a -> a.state().place().thread())
        : Optional.empty();
  }

  public List<SubjectView> views() {
    return List.of(view, policy);
  }

  /// What the outbox owes approvals.
  ///
  /// @param redeemer runs granted calls
  public List<OutboxHandler> handlers(Redeemer redeemer) {
    var redeem =
        new RedeemApproval(approvals, parts.peers(), redeemer, parts.noticeboard(), parts.clock());
    return Stream.concat(
            Stream.of(redeem),
            new ApprovalTimers(approvals, decisions, parts.noticeboard(), parts.clock())
                .handlers().stream())
        .toList();
  }
}
