package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something of a queue that can be held up without a freeze.
///
/// @param target what
public record QueueControl(Target target, Mode mode) {
  /// What is held up.
  public sealed interface Target {
    /// As the queue keeps it.
    String name();
  }

  public record Whole() implements Target {
    @Override
    public String name() {
      return "queue";
    }
  }

  public record OfClass(JobClass jobClass) implements Target {
    @Override
    public String name() {
      return "class:" + jobClass.name();
    }
  }

  public record OfDrone(DroneId drone) implements Target {
    @Override
    public String name() {
      return "drone:" + drone;
    }
  }

  /// How a drone is held up by one of these, if it is.
  public static Optional<Mode> of(DroneId drone, List<QueueControl> controls) {
    Target target = new OfDrone(drone);
    return controls.stream()
        .filter(control -> control.target().equals(target))
        .findFirst()
        .map(QueueControl::mode);
  }

  /// How.
  public enum Mode {
    /// Not held up.
    GO_ON,
    /// Jobs may come, none starts; on a drone, none starts.
    PAUSED,
    /// No job may come, those that wait start; on a drone, none starts, and it ends when those that
    /// run have ended.
    DRAINING,
    /// A drone on which too much went wrong; none starts there until somebody lets it go on.
    QUARANTINED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
