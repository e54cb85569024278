package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.functions.schedules.ScheduleState.Move;

/// `schedule pause`: let a schedule rest; one's own, or as an operator any.
final class PauseSchedule {
  record Options(@Positional @Help("the schedule to pause") Reference schedule)
      implements ScheduleReplies.Named {}

  private final Schedules schedules;
  private final ScheduleReplies replies;

  PauseSchedule(Schedules schedules, ScheduleReplies replies) {
    this.schedules = schedules;
    this.replies = replies;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("schedule", "pause")
        .summary("Let a schedule rest until it is resumed")
        .examples(
            "pause schedule #12",
            "hold the schedule #12 for now",
            "schedule #12 must not run for a while")
        .permission(Permission.SCHEDULES_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return replies.command(
        PauseSchedule::define,
        Options.class,
        (schedule, by) -> replies.against(schedule, by, Move.PAUSE),
        (schedule, by) -> schedules.pause(schedule.id(), by));
  }
}
