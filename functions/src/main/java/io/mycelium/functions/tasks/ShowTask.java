package io.mycelium.functions.tasks;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;

/// `task show`: a task with all that was said about it.
final class ShowTask {
  record Options(@Positional @Help("the task to look at") Reference task) {}

  private final TaskReplies replies;

  ShowTask(TaskReplies replies) {
    this.replies = replies;
  }

  Command<Options> command() {
    return Command.named("task", "show")
        .summary("Show a task and its comments")
        .examples(
            "show task #12",
            "what about #12?",
            "tell me more about task #12",
            "how is the task #12 going?")
        .permission(Permission.TASKS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return replies.show(options.task(), by);
  }
}
