package io.mycelium.functions.approvals;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;

/// `approval show`.
final class ShowApproval {
  record Options(@Positional @Help("which one") Reference approval) {}

  private final Replies replies;

  ShowApproval(Replies replies) {
    this.replies = replies;
  }

  Command<Options> command() {
    return Command.named("approval", "show")
        .summary("Show an approval: what was asked, who agreed, what came of it")
        .examples("show approval #12", "what is approval #12 about?", "who agreed to #12?")
        .permission(Permission.APPROVALS_READ)
        .handledBy(Options.class, (options, by) -> replies.show(options.approval(), by));
  }
}
