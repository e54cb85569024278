package io.mycelium.functions.queue;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;

/// What people call drones.
public final class DroneNames {
  private static final int LONGEST = 60;

  private DroneNames() {}

  /// As it calls itself, in one line.
  public static String of(Drone drone) {
    return PlainText.line(drone.name(), LONGEST);
  }

  /// The same, or the id of one that was not heard of for long.
  public static String of(DroneId id, JobQueue queue) {
    return queue.drone(id).map(DroneNames::of).orElse(id.value());
  }

  /// The first drone of that name or id.
  public static Optional<Drone> called(String name, List<Drone> drones) {
    return drones.stream()
        .filter(drone -> drone.name().equals(name) || drone.id().value().equals(name))
        .findFirst();
  }

  /// Refuses a name that none of the live drones has.
  public static Reply missing(String name, List<Drone> live) {
    List<String> near = Nearest.to(name, live.stream().map(Drone::name).toList());
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "No live drone is called '%s'. %s"
            .formatted(
                PlainText.line(name, LONGEST),
                near.isEmpty()
                    ? "'drone list' shows those there are."
                    : "Did you mean %s?".formatted(String.join(" or ", near))));
  }
}
