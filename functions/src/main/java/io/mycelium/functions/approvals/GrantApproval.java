package io.mycelium.functions.approvals;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;

/// `approval grant`: agree to somebody else's request.
final class GrantApproval {
  record Options(@Positional @Help("the approval to agree to") Reference approval) {}

  private final Approvals approvals;
  private final Replies replies;
  private final Objections objections;

  GrantApproval(Approvals approvals, Replies replies, Objections objections) {
    this.approvals = approvals;
    this.replies = replies;
    this.objections = objections;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("approval", "grant")
        .summary("Agree to what somebody else asked for; it runs when enough people have")
        .examples(
            "grant #12", "approve #12", "yes, let it run", "I agree to #12", "ok, #12 may run")
        .permission(Permission.APPROVALS_DECIDE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return define(this::handle).checked(Options.class, objections::toGrant);
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(options.approval(), by, id -> approvals.grant(id, by));
  }
}
