package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The queue as a gateway sees it that asks for drones which do not reach it themselves.
/// Thread-safe.
public interface JobBroker extends JobSource {
  /// Takes jobs as [#claim(Drone, int)] does, under a name of the drone's own: the same claim again
  /// gives the same jobs, under leases that start anew, through whichever gateway.
  List<Claimed> claim(Drone drone, int max, String call);

  /// Ends jobs and takes others as [#turn(List, Drone, int)] does, under a name of the drone's own,
  /// like [#claim(Drone, int, String)].
  Turn turn(List<Completion> results, Drone drone, int max, String call);

  /// Tells that drones live that are as they announced themselves.
  Alive alive(Collection<DroneId> drones);

  /// What the queue says to that.
  ///
  /// @param unknown those that have to announce themselves
  /// @param drained those that an operator wants to end
  record Alive(Set<DroneId> unknown, Set<DroneId> drained) {
    public Alive {
      unknown = Set.copyOf(unknown);
      drained = Set.copyOf(drained);
    }
  }

  /// Opens a place at which one may listen for many drones. Whoever opens it closes it.
  Bells bells();
}
