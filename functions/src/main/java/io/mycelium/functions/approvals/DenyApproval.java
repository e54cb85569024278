package io.mycelium.functions.approvals;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;

/// `approval deny`: one deny ends it; the requester may withdraw a request the same way.
final class DenyApproval {
  record Options(
      @Positional @Help("the approval to deny") Reference approval,
      @Positional @Bounds(min = 1, max = 500) @Help("why, for the one who asked") String reason) {}

  /// What tells whether it can be denied; a reason may follow.
  record Which(@Help("the approval to deny") Reference approval) {}

  private final Approvals approvals;
  private final Replies replies;
  private final Objections objections;

  DenyApproval(Approvals approvals, Replies replies, Objections objections) {
    this.approvals = approvals;
    this.replies = replies;
    this.objections = objections;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("approval", "deny")
        .summary("End a request, with a reason; one deny is enough")
        .examples(
            "deny #12: the release is frozen",
            "no, not today",
            "reject the request #12",
            "I am against #12")
        .permission(Permission.APPROVALS_DECIDE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return define(this::handle).checked(Which.class, objections::toDeny);
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(options.approval(), by, id -> approvals.deny(id, options.reason(), by));
  }
}
