package io.mycelium.functions.freeze;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.FreezeState;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Guard;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import java.util.Optional;

/// Sets the freeze in the workspace, then in the queue. The workspace's commit owes the second step
/// to the outbox, so that a crash between the two leaves no half freeze; the command itself does it
/// too, and answers when both are set.
final class Freezer implements OutboxHandler {
  static final String SPREAD = "freeze.spread";

  private final AggregateStore store;
  private final JobQueue queue;

  Freezer(AggregateStore store, JobQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  FreezeState current() {
    return FreezeState.of(store.flag(FreezeState.FLAG));
  }

  /// Makes the change.
  ///
  /// @param kill also ends the jobs that run
  Reply set(boolean frozen, String reason, boolean kill, Invocation by) {
    String before = store.flag(FreezeState.FLAG);
    FreezeState had = FreezeState.of(before);
    // Who freezes on top of a freeze without a word has not taken its reason away.
    String why = reason.isEmpty() && frozen && had.frozen() ? had.reason() : reason;
    var next = new FreezeState(had.epoch() + 1, frozen, by.caller().name(), why);
    Reply said = said(next, kill);
    var payload = Json.tree(next);
    var row =
        new OutboxRow(
            SPREAD + ':' + next.epoch(), SPREAD, by.at(), payload.deepCopy().put("kill", kill));
    CommitResult result =
        store.commit(
            Commit.of(by.intent(), Outcome.of(said))
                .only(new Guard(FreezeState.FLAG, before))
                .set(FreezeState.FLAG, Json.write(next))
                .event(
                    new Event(
                        frozen ? "workspace.frozen" : "workspace.unfrozen",
                        Optional.of(by.place().room()),
                        new Subject("workspace", "freeze"),
                        payload))
                .owe(row)
                .done());
    if (!(result instanceof CommitResult.Committed)) {
      return result instanceof CommitResult.Guarded ? Refusals.contended() : Refusals.of(result);
    }
    spread(next, kill);
    return said;
  }

  @Override
  public String kind() {
    return SPREAD;
  }

  /// Ends jobs only while a freeze lasts: a row that comes late must not end what started after it.
  @Override
  public Settled handle(OutboxRow row) {
    boolean kill = row.payload().path("kill").asBoolean() && current().frozen();
    spread(Json.read(row.payload(), FreezeState.class), kill);
    return new Settled.Done();
  }

  private void spread(FreezeState state, boolean kill) {
    queue.freeze(state.epoch(), state.frozen());
    if (!kill) {
      return;
    }
    queue.running().forEach(job -> queue.cancel(job, because(state)));
  }

  private static String because(FreezeState state) {
    String reason = state.reason().isEmpty() ? "" : ": " + state.reason();
    return "frozen by " + state.by() + reason;
  }

  private static Reply said(FreezeState state, boolean kill) {
    if (!state.frozen()) {
      return new Reply.Text(
          "The workspace goes on: jobs start again, and what was granted meanwhile runs now.");
    }
    return new Reply.Text(
        "The workspace is frozen: no job starts and nothing granted runs until 'unfreeze'. %s"
            .formatted(
                kill
                    ? "Jobs that run are being ended."
                    : "Jobs that run go on; 'freeze --kill' ends them too."));
  }
}
