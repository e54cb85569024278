package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;

/// `schedule show`: a schedule with its next times and what came of the last ones.
final class ShowSchedule {
  record Options(@Positional @Help("which one") Reference schedule) {}

  private final ScheduleReplies replies;

  ShowSchedule(ScheduleReplies replies) {
    this.replies = replies;
  }

  Command<Options> command() {
    return Command.named("schedule", "show")
        .summary("Show when a schedule runs next, and what came of its last runs")
        .examples(
            "show schedule #12",
            "when does schedule #12 run next?",
            "did the schedule #12 run last night?")
        .permission(Permission.SCHEDULES_READ)
        .handledBy(Options.class, (options, by) -> replies.show(options.schedule(), by));
  }
}
