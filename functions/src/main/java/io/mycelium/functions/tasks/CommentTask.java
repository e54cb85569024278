package io.mycelium.functions.tasks;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;

/// `task comment`: say something about a task.
final class CommentTask {
  record Options(
      @Positional @Help("the task that it is about") Reference task,
      @Positional @Help("what there is to say, in Markdown") @Bounds(min = 1, max = 4_000)
          String text) {}

  private final Tasks tasks;
  private final TaskReplies replies;

  CommentTask(Tasks tasks, TaskReplies replies) {
    this.tasks = tasks;
    this.replies = replies;
  }

  Command<Options> command() {
    return Command.named("task", "comment")
        .summary("Say something about a task")
        .examples(
            "comment on #12: waiting for the vendor",
            "add a note to #12: it fails on Windows only",
            "write below task #12: blocked by the release")
        .permission(Permission.TASKS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(options.task(), by, task -> tasks.comment(task, options.text(), by));
  }
}
