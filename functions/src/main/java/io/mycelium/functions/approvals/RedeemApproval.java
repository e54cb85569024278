package io.mycelium.functions.approvals;

import io.mycelium.core.function.Switches;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.Granted;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Runs what was granted. The call runs under the approval's id, so that a row which is handled
/// twice, by two gateways or after a crash, has its effect once.
final class RedeemApproval implements OutboxHandler {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Of a call that goes on beyond its deadline, which each try begins once more.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final Duration AGAIN = Duration.ofMillis(50);
  private static final Set<String> LASTING = Set.of(Switches.CODE, FunctionHost.INCIDENT);

  private final Approvals approvals;
  private final Peers peers;
  private final Redeemer redeemer;
  private final Noticeboard noticeboard;
  private final InstantSource clock;

  RedeemApproval(
      Approvals approvals,
      Peers peers,
      Redeemer redeemer,
      Noticeboard noticeboard,
      InstantSource clock) {
    this.approvals = approvals;
    this.peers = peers;
    this.redeemer = redeemer;
    this.noticeboard = noticeboard;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Rows.REDEEM;
  }

  @Override
  public Settled handle(OutboxRow row) {
    return approvals
        .find(Rows.of(row))
        .filter(a -> a.state().state() == ApprovalState.GRANTED)
        .map(this::redeem)
        .orElseGet(Settled.Done::new);
  }

  private Settled redeem(Stored<Approval> stored) {
    Approval approval = stored.state();
    Optional<Peer> requester = peers.find(approval.requester());
    if (requester.isEmpty()) {
      return refuse(stored, "Whoever asked for it is no longer here.");
    }
    var caller = Caller.of(requester.get(), Optional.empty());
    Reply reply =
        redeemer.redeem(
            new Granted(
                approval.id(),
                approval.call(),
                caller,
                approval.place(),
                approval.zone(),
                approval.locale(),
                approval.trace()));
    return switch (reply) {
      case Reply.Refused refused when refused.code().equals(FunctionHost.STILL_WORKING) ->
          new Settled.Slower(PAUSE, LONGEST_PAUSE);
      case Reply.Refused refused ->
          passes(refused) ? new Settled.Later(PAUSE) : refuse(stored, refused.message());
      case Reply.Accepted(var subject, _) ->
          done(approval, Optional.of(subject), UnaryOperator.identity());
      case Reply.Private _ -> done(approval, Optional.empty(), UnaryOperator.identity());
      case Reply.Text _, Reply.Card _, Reply.Table _, Reply.Form _, Reply.File _ ->
          done(approval, Optional.empty(), saying(approval, reply));
    };
  }

  /// Whether what is in the way goes by itself. A function that an operator stopped may never start
  /// again, one that broke will break again, and whoever asked is waiting.
  private static boolean passes(Reply.Refused refused) {
    return switch (refused.reason()) {
      case BUSY -> true;
      case UNAVAILABLE -> !LASTING.contains(refused.code());
      case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REUSED, UNCONFIRMED -> false;
    };
  }

  /// A call that ended at once: its answer belongs into the thread, unless it is for the caller
  /// alone.
  private UnaryOperator<Commit.Draft> saying(Approval approval, Reply reply) {
    return draft -> noticeboard.add(draft, approval.place(), reply);
  }

  private Settled done(
      Approval approval, Optional<Subject> result, UnaryOperator<Commit.Draft> say) {
    ApprovalId id = approval.id();
    return settled(approvals.redeemed(id, result, intent("redeemed", id), say));
  }

  private Settled refuse(Stored<Approval> stored, String why) {
    ApprovalId id = stored.state().id();
    var said =
        new Reply.Text("#%d was granted but could not run: %s".formatted(stored.number(), why));
    return settled(approvals.refused(id, why, intent("refused", id), saying(stored.state(), said)));
  }

  private static Settled settled(boolean nothingLeft) {
    return nothingLeft ? new Settled.Done() : new Settled.Later(AGAIN);
  }

  private Intent intent(String step, ApprovalId id) {
    return Intent.system("approval/" + step + "/" + id, clock.instant());
  }
}
