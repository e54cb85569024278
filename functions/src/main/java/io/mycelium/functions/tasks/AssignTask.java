package io.mycelium.functions.tasks;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.peers.PeerLookup;
import java.util.Optional;

/// `task assign`: give a task to somebody.
final class AssignTask {
  record Options(
      @Positional @Help("the task to give away") Reference task,
      @Positional @Help("who takes it; you, when left out") Optional<PeerName> to) {}

  /// What tells whether it can be given away.
  record Which(@Help("the task to give away") Reference task) {}

  private final Tasks tasks;
  private final TaskReplies replies;
  private final PeerLookup peers;

  AssignTask(Tasks tasks, TaskReplies replies, PeerLookup peers) {
    this.tasks = tasks;
    this.replies = replies;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("task", "assign")
        .summary("Give a task to somebody, or take it")
        .examples("give #12 to @ada", "I take #12", "assign task #12 to @bob", "let @ada do #12")
        .permission(Permission.TASKS_WRITE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle)
        .checked(Which.class, this::check);
  }

  /// Whom it is given to makes no difference.
  private Optional<Reply.Refused> check(Which which, Invocation by) {
    return replies.refusal(
        which.task(), by, task -> TaskDecisions.assign(task, by.caller().id(), by.at()));
  }

  private Reply handle(Options options, Invocation by) {
    return peers.with(
        options.to(),
        to ->
            replies.to(
                options.task(), by, task -> tasks.assign(task, to.orElse(by.caller().id()), by)));
  }
}
