package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.job.QueueControl;
import java.util.Locale;

/// What is held up, as the queue keeps it.
final class Controls {
  private Controls() {}

  static QueueControl read(String name, String mode) {
    return new QueueControl(target(name), QueueControl.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  private static QueueControl.Target target(String name) {
    String rest = name.substring(name.indexOf(':') + 1);
    if (name.startsWith("class:")) {
      return new QueueControl.OfClass(JobClass.named(rest));
    }
    return name.startsWith("drone:")
        ? new QueueControl.OfDrone(new DroneId(rest))
        : new QueueControl.Whole();
  }
}
