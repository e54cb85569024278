package io.mycelium.functions.drones;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueControl.Mode;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.queue.DroneNames;
import io.mycelium.functions.queue.Steering;
import java.util.List;
import java.util.Optional;

/// `drone pause`, `drone resume` and `drone drain`.
final class HoldDrone {
  record Options(
      @Positional @Bounds(min = 1, max = 100) @Help("the drone's name or id") String drone) {}

  private final JobQueue queue;
  private final Steering steering;

  HoldDrone(JobQueue queue, Steering steering) {
    this.queue = queue;
    this.steering = steering;
  }

  List<Command<Options>> commands() {
    return List.of(pause(), resume(), drain());
  }

  private Command<Options> pause() {
    return define(
        Command.named("drone", "pause")
            .summary("Give a drone no more jobs until 'drone resume'")
            .examples(
                "pause the drone attic", "no jobs for the drone attic", "the drone attic rests"),
        (options, by) ->
            set(options, Mode.PAUSED, "The drone %s gets no more jobs until 'drone resume'.", by));
  }

  private Command<Options> resume() {
    return define(
        Command.named("drone", "resume")
            .summary("Give a drone jobs again that was paused, drained or quarantined")
            .examples(
                "resume the drone attic",
                "end the quarantine of the drone attic",
                "the drone attic may work again"),
        (options, by) -> set(options, Mode.GO_ON, "The drone %s gets jobs again.", by));
  }

  private Command<Options> drain() {
    return define(
        Command.named("drone", "drain")
            .summary("Let a drone finish its jobs and then end")
            .examples(
                "drain the drone attic",
                "let the drone attic finish and end",
                "shut the drone attic down when it is done"),
        (options, by) ->
            set(
                options,
                Mode.DRAINING,
                "The drone %s gets no more jobs, and ends when those that run have ended.",
                by));
  }

  private static Command<Options> define(Command.Draft draft, Handler<Options> handler) {
    return draft
        .permission(Permission.DRONES_OPERATE)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  private Reply set(Options options, Mode mode, String said, Invocation by) {
    List<Drone> live = queue.drones();
    Optional<DroneId> drone =
        DroneNames.called(options.drone(), live).map(Drone::id).or(() -> held(options.drone()));
    return drone
        .map(id ->
            steering.control(
                new QueueControl(new QueueControl.OfDrone(id), mode),
                said.formatted(DroneNames.of(id, queue)),
                by))
        .orElseGet(() -> DroneNames.missing(options.drone(), live));
  }

  /// A drone that is held up can be let go on while it is not live, too.
  private Optional<DroneId> held(String name) {
    return queue.controls().stream()
        .map(QueueControl::target)
        .filter(QueueControl.OfDrone.class::isInstance)
        .map(target -> ((QueueControl.OfDrone) target).drone())
        .filter(id -> id.value().equals(name) || DroneNames.of(id, queue).equals(name))
        .findFirst();
  }
}
