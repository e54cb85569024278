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

/// `task start`: say that work on a task has begun.
final class StartTask {
  record Options(@Positional @Help("the task that is begun") Reference task) {}

  private final Tasks tasks;
  private final TaskReplies replies;

  StartTask(Tasks tasks, TaskReplies replies) {
    this.tasks = tasks;
    this.replies = replies;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("task", "start")
        .summary("Say that a task is being worked on")
        .examples("start #12", "I am working on #12", "I have begun with task #12")
        .permission(Permission.TASKS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return define(this::handle).checked(Options.class, this::check);
  }

  private Optional<Reply.Refused> check(Options options, Invocation by) {
    return replies.refusal(
        options.task(), by, task -> TaskDecisions.start(task, by.caller().id(), by.at()));
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(options.task(), by, task -> tasks.start(task, by));
  }
}
