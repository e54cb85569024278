package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.schedules.ScheduleState.Move;
import java.util.Optional;

/// `schedule remove`: end a schedule; one's own, or as an operator any. Its card stays, with the
/// line by which it can be made again.
final class RemoveSchedule {
  record Options(@Positional @Help("the schedule to end") Reference schedule) {}

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
    return define(this::handle)
        .checked(
            Options.class,
            (options, by) -> replies.refusal(options.schedule(), by, s -> against(s, by)));
  }

  private Optional<Reply.Refused> against(Stored<Schedule> schedule, Invocation by) {
    return replies
        .notTheirs(schedule, by)
        .or(() -> ScheduleDecisions.against(schedule, Move.REMOVE));
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(
        options.schedule(),
        by,
        schedule -> against(schedule, by),
        schedule -> schedules.remove(schedule.id(), by));
  }
}
