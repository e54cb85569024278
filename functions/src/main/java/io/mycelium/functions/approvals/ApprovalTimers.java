package io.mycelium.functions.approvals;

import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Stored;
import java.time.InstantSource;
import java.util.List;

/// What happens to an approval by time alone: a reminder, then its end. Each checks the state that
/// it finds, so that firing twice, or late, is harmless.
final class ApprovalTimers {
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

  private void remind(OutboxRow row) {
    approvals
        .find(Rows.of(row))
        .filter(a -> a.state().state() == ApprovalState.PENDING)
        .ifPresent(this::remind);
  }

  private void remind(Stored<Approval> stored) {
    Approval approval = stored.state();
    String text =
        "Approval #%d still waits: `%s`. %s It expires at %s."
            .formatted(
                stored.number(), approval.line(), decisions.whoMay(approval), approval.expiresAt());
    noticeboard.post(approval.place(), new Reply.Text(text), "remind/" + approval.id());
  }

  private void expire(OutboxRow row) {
    ApprovalId id = Rows.of(row);
    approvals.expire(id, Intent.system("approval/expired/" + id, clock.instant()));
  }

  /// A handler that always settles its row.
  private record On(String kind, java.util.function.Consumer<OutboxRow> action)
      implements OutboxHandler {
    @Override
    public Settled handle(OutboxRow row) {
      action.accept(row);
      return new Settled.Done();
    }
  }
}
