package io.mycelium.drone.agent;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Enforcement;
import io.mycelium.core.job.JobSpec;
import io.mycelium.drone.machine.Card;
import io.mycelium.drone.machine.Machine;
import io.mycelium.drone.machine.MachineProbe;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a drone says of itself. Safe for use by many threads.
final class SelfDescription {
  private final AgentSettings settings;
  private final Containment containment;
  private final ResourceControl control;
  private final MachineProbe probe;
  private final Outfit outfit;

  SelfDescription(AgentSettings settings, Sandbox sandbox, MachineProbe probe, Outfit outfit) {
    this.settings = settings;
    this.containment = sandbox.containment();
    this.control = sandbox.control();
    this.probe = probe;
    this.outfit = outfit;
  }

  /// What was seen at one moment.
  ///
  /// @param cards of which the drone says what is free
  record Look(Drone drone, List<Card> cards) {
    boolean away() {
      return drone.equipment().away().isPresent();
    }
  }

  /// Measures the machine and describes the drone as it is now.
  Look now(int running) {
    Machine machine = probe.measure();
    Outfit.Look has = outfit.look(machine);
    return new Look(described(machine, has, running), has.cards());
  }

  private Drone described(Machine machine, Outfit.Look has, int running) {
    return new Drone(
        settings.id(),
        settings.name(),
        machine.hostname(),
        machine.os() + " " + machine.arch(),
        machine.cores(),
        machine.memoryTotalBytes(),
        machine.memoryAvailableBytes(),
        machine.diskFreeBytes(),
        tags(machine, has.tags()),
        level(),
        advice(),
        settings.roots().stream().map(Path::toString).toList(),
        settings.slots(),
        running,
        settings.version(),
        has.equipment(),
        // The queue notes by its own clock when it heard of a drone.
        Instant.EPOCH);
  }

  private SortedSet<String> tags(Machine machine, SortedSet<String> found) {
    SortedSet<String> tags = new TreeSet<>(settings.tags());
    tags.addAll(found);
    // Only what was proved may say so: the queue gives jobs that need it to whoever has this tag.
    tags.remove(JobSpec.CONTAINED);
    for (Enforcement each : Enforcement.values()) {
      tags.remove(each.tag());
    }
    if (containment instanceof Containment.Bubblewrap) {
      tags.add(JobSpec.CONTAINED);
      tags.add(Enforcement.ALLOW_LIST.tag());
    }
    if (control.wholeMemory()) {
      tags.add(Enforcement.WHOLE_MEMORY.tag());
    }
    if (control.cpus()) {
      tags.add(Enforcement.CPUS.tag());
    }
    tags.add(Enforcement.SANDBOX + level());
    tags.add(Enforcement.LIMITS + control.level());
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
