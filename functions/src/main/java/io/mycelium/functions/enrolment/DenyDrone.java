package io.mycelium.functions.enrolment;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.functions.enrolment.Asking.Asked;
import java.util.Optional;

/// `drone deny`: do not let a computer work that asks.
final class DenyDrone {
  private final Enrolments enrolments;

  DenyDrone(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  Command<CodeOption> command() {
    return Command.named("drone", "deny")
        .summary("Refuse a drone that asks to work here")
        .examples(
            "deny the drone 7K2Q-9XMD",
            "refuse the new drone with the code 7K2Q-9XMD",
            "the drone with the code 7K2Q-9XMD may not work here")
        .permission(Permission.DRONES_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(CodeOption.class, this::handle);
  }

  private Reply handle(CodeOption options, Invocation by) {
    Optional<Asked> asked = enrolments.asking().meant(options.code());
    if (asked.isEmpty()) {
      return EnrolmentReplies.unknown(options.code());
    }
    Reply done =
        new Reply.Text(
            "The drone %s, %s, is refused."
                .formatted(
                    EnrolmentReplies.line(asked.get().about().name()),
                    asked.get().key().fingerprint()));
    return switch (enrolments.deny(asked.get(), by.intent(), Outcome.of(done))) {
      case CommitResult.Committed _ -> done;
      case CommitResult other -> Refusals.of(other);
    };
  }
}
