package io.mycelium.core.link;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import java.util.Set;

/// A drone that may work for the workspace.
///
/// @param name what it was approved as
/// @param tags what is said of it here, whatever it says itself
public record EnrolledDrone(DroneId id, String name, Set<String> tags) {
  /// What every drone has that was let in: jobs that must not go to one require its absence.
  public static final String TAG = "enrolled";

  public EnrolledDrone {
    tags = Set.copyOf(tags);
  }

  /// What the drone says of itself, as others are to see it.
  public Drone seen(Drone told) {
    return told.known(name, tags);
  }
}
