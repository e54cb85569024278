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
import java.util.Optional;

/// `schedule run`: make a schedule's call once, now; its times stay as they are. For its maker
/// alone: what others want done they ask for in their own name.
final class RunSchedule {
  record Options(@Positional @Help("the schedule to run once") Reference schedule)
      implements ScheduleReplies.Named {}

  private final Schedules schedules;
  private final ScheduleReplies replies;

  RunSchedule(Schedules schedules, ScheduleReplies replies) {
    this.schedules = schedules;
    this.replies = replies;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("schedule", "run")
        .summary("Run a schedule of yours once, now, beside its times")
        .examples(
            "run schedule #12 now",
            "do not wait, let schedule #12 run at once",
            "trigger the schedule #12 once")
        .permission(Permission.SCHEDULES_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return replies.command(
        RunSchedule::define,
        Options.class,
        this::against,
        (schedule, by) -> schedules.run(schedule.id(), by));
  }

  private Optional<Reply.Refused> against(Stored<Schedule> schedule, Invocation by) {
    if (!replies.isTheirs(schedule, by)) {
      return Optional.of(
          replies.notYours(
              schedule,
              "run it beside its times; type '%s' to run it in yours"
                  .formatted(schedule.state().call().command())));
    }
    return schedule.state().ended()
        ? Optional.of(ScheduleDecisions.refusal(schedule))
        : Optional.empty();
  }
}
