package io.mycelium.functions.tasks;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.peers.PeerLookup;
import java.util.Optional;

/// `task create`: write down what is to be done, for the room to see.
final class CreateTask {
  private static final int LONGEST_TITLE = 200;

  record Options(
      @Positional @Help("what is to be done, in one line") @Bounds(min = 1, max = LONGEST_TITLE)
          String title,
      @Help("more about it, in Markdown") Optional<String> notes,
      @Help("who takes it") Optional<PeerName> assign) {
    Options {
      title = PlainText.line(title, LONGEST_TITLE);
      if (title.isEmpty()) {
        throw new IllegalArgumentException("A task needs a title that can be read.");
      }
    }
  }

  private final Tasks tasks;
  private final TaskReplies replies;
  private final PeerLookup peers;

  CreateTask(Tasks tasks, TaskReplies replies, PeerLookup peers) {
    this.tasks = tasks;
    this.replies = replies;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("task", "create")
        .summary("Write down what is to be done")
        .examples(
            "create a task: fix the build",
            "we need to renew the certificate",
            "add a todo: call the vendor",
            "open a ticket: the page is slow",
            "note down that somebody has to order paper",
            "somebody has to clean up the old branches",
            "put 'update the wiki' on the list of tasks")
        .permission(Permission.TASKS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return peers.with(
        options.assign(),
        owner -> replies.card(tasks.create(options.title(), options.notes(), owner, by)));
  }
}
