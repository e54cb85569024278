package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.functions.schedules.ScheduleState.Move;

/// `schedule remove`: end a schedule; one's own, or as an operator any. Its card stays, with the
/// line by which it can be made again.
final class RemoveSchedule {
  record Options(@Positional @Help("the schedule to end") Reference schedule)
      implements ScheduleReplies.Named {}

  private final Schedules schedules;
  private final ScheduleReplies replies;

  RemoveSchedule(Schedules schedules, ScheduleReplies replies) {
    this.schedules = schedules;
    this.replies = replies;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("schedule", "remove")
        .summary("End a schedule for good")
        .examples(
            "remove schedule #12", "delete the schedule #12", "we no longer need schedule #12")
        .permission(Permission.SCHEDULES_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return replies.command(
        RemoveSchedule::define,
        Options.class,
        (schedule, by) -> replies.against(schedule, by, Move.REMOVE),
        (schedule, by) -> schedules.remove(schedule.id(), by));
  }
}
