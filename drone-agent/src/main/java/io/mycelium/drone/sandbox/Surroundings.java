package io.mycelium.drone.sandbox;

import io.mycelium.drone.sandbox.egress.Egress;
import java.util.Optional;

/// What is made around one run before it starts, and cleaned away after its end.
///
/// @param group in which it runs
/// @param egress by which it reaches the hosts on its list
record Surroundings(ControlGroup group, Optional<Egress> egress) {
  /// Cuts the network, and removes what is left on the disk and in the kernel.
  void clean() {
    egress.ifPresent(way -> {
      way.close();
      LeftFolder.remove(way.folder());
    });
    group.remove();
  }
}
