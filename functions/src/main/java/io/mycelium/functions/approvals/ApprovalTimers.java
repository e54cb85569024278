package io.mycelium.functions.approvals;

import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/// What happens to an approval by time alone: a reminder, then its end. Each checks the state that
/// it finds, so that firing twice, or late, is harmless.
final class ApprovalTimers {
  private static final Duration AGAIN = Duration.ofMillis(50);

  private final Approvals approvals;
  private final Decisions decisions;
  private final Noticeboard noticeboard;
  private final InstantSource clock;

  ApprovalTimers(
      Approvals approvals, Decisions decisions, Noticeboard noticeboard, InstantSource clock) {
    this.approvals = approvals;
    this.decisions = decisions;
    this.noticeboard = noticeboard;
    this.clock = clock;
  }

  List<OutboxHandler> handlers() {
    return List.of(new On(Rows.REMIND, this::remind), new On(Rows.EXPIRE, this::expire));
  }

  private boolean remind(OutboxRow row) {
    return approvals
        .find(Rows.of(row))
        .filter(a -> a.state().state() == ApprovalState.PENDING)
        .map(this::remind)
        .orElse(true);
  }

  private boolean remind(Stored<Approval> stored) {
    Approval approval = stored.state();
    String text =
        "Approval #%d still waits: `%s`. %s It expires at %s."
            .formatted(
                stored.number(),
                approval.summary().replace('`', '\''),
                decisions.whoMay(approval),
                approval.expiresAt());
    return approvals.remind(
        approval.id(),
        Intent.system("approval/reminded/" + approval.id(), clock.instant()),
        draft -> noticeboard.add(draft, approval.place(), new Reply.Text(text)));
  }

  private boolean expire(OutboxRow row) {
    ApprovalId id = Rows.of(row);
    return approvals.expire(id, Intent.system("approval/expired/" + id, clock.instant()));
  }

  /// @param action tells whether nothing is left to do
  private record On(String kind, Predicate<OutboxRow> action) implements OutboxHandler {
    @Override
    public Settled handle(OutboxRow row) {
      return action.test(row) ? new Settled.Done() : new Settled.Later(AGAIN);
    }
  }
}
