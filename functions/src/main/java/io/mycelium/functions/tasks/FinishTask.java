package io.mycelium.functions.tasks;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// `task finish`: say that a task is done.
final class FinishTask {
  record Options(@Positional @Help("the task that is done") Reference task) {}

  private final Tasks tasks;
  private final TaskReplies replies;

  FinishTask(Tasks tasks, TaskReplies replies) {
    this.tasks = tasks;
    this.replies = replies;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("task", "finish")
        .summary("Say that a task is done")
        .examples("finish #12", "#12 is done", "close task #12", "mark #12 as finished")
        .permission(Permission.TASKS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return define(this::handle).checked(Options.class, this::check);
  }

  private Optional<Reply.Refused> check(Options options, Invocation by) {
    return replies.refusal(options.task(), by, task -> TaskDecisions.finish(task, by.at()));
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(options.task(), by, task -> tasks.finish(task, by));
  }
}
