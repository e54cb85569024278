package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import io.mycelium.functions.schedules.ScheduleState.Move;

/// `schedule resume`: go on with a schedule; one's own, or as an operator any. When its command has
/// changed meanwhile, whoever resumes it agrees to what it is now, so that is for its maker.
final class ResumeSchedule {
  record Options(@Positional @Help("the schedule to go on with") Reference schedule)
      implements ScheduleReplies.Named {}

  private final Schedules schedules;
  private final ScheduleReplies replies;
  private final Lines lines;

  ResumeSchedule(Schedules schedules, ScheduleReplies replies, Lines lines) {
    this.schedules = schedules;
    this.replies = replies;
    this.lines = lines;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("schedule", "resume")
        .summary("Go on with a schedule that is paused")
        .examples("resume schedule #12", "go on with schedule #12", "schedule #12 may run again")
        .permission(Permission.SCHEDULES_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return replies.command(
        ResumeSchedule::define,
        Options.class,
        (schedule, by) -> replies.against(schedule, by, Move.RESUME),
        this::resume);
  }

  private Update<Schedule> resume(Stored<Schedule> schedule, Invocation by) {
    return switch (lines.renewed(schedule.state(), by.caller())) {
      case Lines.Read.No(var why) -> new Update.Refused<>(why);
      case Lines.Read.Fits(var call, var line) -> {
        boolean changed = !call.definition().equals(schedule.state().call().definition());
        yield changed && !replies.isTheirs(schedule, by)
            ? new Update.Refused<>(
                replies.notYours(schedule, "take it on now that its command has changed"))
            : schedules.resume(schedule.id(), had -> had.calling(call, line), by);
      }
    };
  }
}
