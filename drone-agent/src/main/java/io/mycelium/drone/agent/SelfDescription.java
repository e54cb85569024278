package io.mycelium.drone.agent;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSpec;
import io.mycelium.drone.machine.Machine;
import io.mycelium.drone.machine.MachineProbe;
import io.mycelium.drone.sandbox.Containment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a drone says of itself. Safe for use by many threads.
final class SelfDescription {
  private final AgentSettings settings;
  private final Containment containment;
  private final MachineProbe probe;

  SelfDescription(AgentSettings settings, Containment containment, MachineProbe probe) {
    this.settings = settings;
    this.containment = containment;
    this.probe = probe;
  }

  /// Measures the machine and describes the drone as it is now.
  Drone now(int running) {
    Machine machine = probe.measure();
    return new Drone(
        settings.id(),
        settings.name(),
        machine.hostname(),
        machine.os() + " " + machine.arch(),
        machine.cores(),
        machine.memoryTotalBytes(),
        machine.memoryAvailableBytes(),
        machine.diskFreeBytes(),
        tags(machine),
        level(),
        advice(),
        settings.roots().stream().map(Path::toString).toList(),
        settings.slots(),
        running,
        settings.version(),
        // The queue notes by its own clock when it heard of a drone.
        Instant.EPOCH);
  }

  private SortedSet<String> tags(Machine machine) {
    SortedSet<String> tags = new TreeSet<>(settings.tags());
    // Only what was proved may say so: the queue gives untrusted jobs to whoever has this tag.
    tags.remove(JobSpec.CONTAINED);
    if (containment instanceof Containment.Bubblewrap) {
      tags.add(JobSpec.CONTAINED);
    }
    tags.add(machine.os());
    tags.add(machine.arch());
    return tags;
  }

  private String level() {
    return switch (containment.level()) {
      case BUBBLEWRAP -> "bubblewrap";
      case NONE -> "none";
    };
  }

  private Optional<String> advice() {
    return switch (containment) {
      case Containment.Bubblewrap _ -> Optional.empty();
      case Containment.None(_, String remedy) -> Optional.of(remedy);
    };
  }
}
