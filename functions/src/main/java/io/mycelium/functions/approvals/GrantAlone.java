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

/// `approval grant-alone`: the marked exception for an operator with nobody else to ask. It is
/// destructive by effect so that every surface asks for a confirmation.
final class GrantAlone {
  record Options(@Positional @Help("your own request") Reference approval) {}

  private final Approvals approvals;
  private final Replies replies;
  private final Objections objections;

  GrantAlone(Approvals approvals, Replies replies, Objections objections) {
    this.approvals = approvals;
    this.replies = replies;
    this.objections = objections;
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("approval", "grant-alone")
        .summary(
            "Grant your own request of medium risk when nobody else is there; marked in the audit"
                + " trail")
        .examples(
            "there is nobody else, grant my own request #3",
            "I am alone, let my own request #3 run",
            "approve my own request #3")
        .permission(Permission.APPROVALS_POLICY)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, handler);
  }

  Command<Options> command() {
    return define(this::handle).checked(Options.class, objections::toGrantAlone);
  }

  private Reply handle(Options options, Invocation by) {
    return replies.to(options.approval(), by, id -> approvals.grantAlone(id, by));
  }
}
