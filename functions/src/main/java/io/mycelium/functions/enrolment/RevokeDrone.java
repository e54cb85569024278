package io.mycelium.functions.enrolment;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueControl.Mode;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.core.text.PlainText;
import java.util.Optional;

/// `drone revoke`: end what a drone may do here, at once and on every gateway.
final class RevokeDrone {
  record Options(
      @Positional @Bounds(min = 1, max = 100) @Help("the drone's name or id") String drone) {}

  private final Enrolments enrolments;
  private final JobQueue queue;

  RevokeDrone(Enrolments enrolments, JobQueue queue) {
    this.enrolments = enrolments;
    this.queue = queue;
  }

  Command<Options> command() {
    return Command.named("drone", "revoke")
        .summary("End at once and for ever what an enrolled drone may do; others take its jobs")
        .examples(
            "revoke the drone attic",
            "the machine of the drone attic was stolen",
            "throw the drone attic out")
        .permission(Permission.DRONES_OPERATE)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<Stored<EnrolledRecord>> found = enrolments.called(options.drone());
    if (found.isEmpty()) {
      return unknown(options.drone());
    }
    EnrolledRecord drone = found.get().state();
    Reply done =
        new Reply.Text(
            "The drone %s, %s, is revoked: its key is good for nothing any more, and what it had to do goes to other drones."
                .formatted(EnrolmentReplies.line(drone.name()), drone.key().fingerprint()));
    CommitResult result = enrolments.revoke(found.get(), by.intent(), Outcome.of(done));
    if (!(result instanceof CommitResult.Committed)) {
      return Refusals.of(result);
    }
    // It cannot renew its leases any more, so without this they end by themselves some seconds on.
    queue.lose(drone.id());
    // It is out for good, so nothing is left to be held up.
    queue.control(new QueueControl(new QueueControl.OfDrone(drone.id()), Mode.GO_ON));
    return done;
  }

  private Reply unknown(String name) {
    boolean direct =
        queue.drones().stream()
            .anyMatch(live -> live.name().equals(name) || live.id().value().equals(name));
    return Reply.Refused.because(
        direct ? Reply.Reason.CONFLICT : Reply.Reason.NOT_FOUND,
        direct ? "not-enrolled" : "not-found",
        direct
            ? "The drone '%s' is not enrolled: it reaches Redis itself, with a password or a user that is to be changed there."
                .formatted(PlainText.line(name, 60))
            : "No enrolled drone is called '%s'; 'drone enrolled' shows those there are."
                .formatted(PlainText.line(name, 60)));
  }
}
