package io.mycelium.functions.enrolment;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.functions.enrolment.Asking.Asked;
import java.util.Optional;

/// `drone approve`: let a computer that asks work for the workspace.
final class ApproveDrone {
  private final Enrolments enrolments;
  private final JobQueue queue;

  ApproveDrone(Enrolments enrolments, JobQueue queue) {
    this.enrolments = enrolments;
    this.queue = queue;
  }

  Command<CodeOption> command() {
    return Command.named("drone", "approve")
        .summary("Let a drone work here that shows this code on its machine")
        .examples(
            "approve the drone 7K2Q-9XMD",
            "let the new drone with the code 7K2Q-9XMD in",
            "the drone with the code 7K2Q-9XMD may work for us")
        .permission(Permission.DRONES_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(CodeOption.class, this::handle);
  }

  private Reply handle(CodeOption options, Invocation by) {
    Optional<Asked> asked = enrolments.asking().meant(options.code());
    if (asked.isEmpty()) {
      return EnrolmentReplies.unknown(options.code());
    }
    Asked one = asked.get();
    if (isTaken(one)) {
      return taken(one);
    }
    var made =
        new EnrolledRecord(one.key(), one.about(), by.caller().id(), by.at(), Optional.empty());
    Reply done =
        EnrolmentReplies.card(
            "The drone %s is enrolled".formatted(EnrolmentReplies.line(one.about().name())),
            "It is what its machine shows if the fingerprint is the same there. 'drone revoke' ends it.",
            one.key(),
            one.about());
    return switch (enrolments.approve(one, made, by.intent(), Outcome.of(done))) {
      case CommitResult.Committed _ -> done;
      case CommitResult.Taken _ -> taken(one);
      case CommitResult other -> Refusals.of(other);
    };
  }

  /// By a drone that reaches the queue itself.
  private boolean isTaken(Asked one) {
    return queue.drones().stream()
        .anyMatch(
            live -> live.name().equals(one.about().name()) && !live.id().equals(one.key().drone()));
  }

  private static Reply taken(Asked one) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "name-taken",
        "Another drone is called '%s'. Start this one anew with --name and another name, or revoke the other."
            .formatted(EnrolmentReplies.line(one.about().name())));
  }
}
