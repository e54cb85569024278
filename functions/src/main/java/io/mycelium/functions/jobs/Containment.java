package io.mycelium.functions.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Whether a job that has to be contained can be.
final class Containment {
  private Containment() {}

  /// Why no drone of these can serve a job for want of containment; nothing while there is no drone
  /// at all, since the next one may contain.
  static Optional<String> missing(Collection<String> requires, List<Drone> live) {
    boolean helpless =
        requires.contains(JobSpec.CONTAINED)
            && !live.isEmpty()
            && live.stream().noneMatch(d -> d.tags().contains(JobSpec.CONTAINED));
    return helpless ? Optional.of(sentence(live)) : Optional.empty();
  }

  private static String sentence(List<Drone> live) {
    String advice =
        live.stream()
            .flatMap(drone -> drone.advice().stream())
            .findFirst()
            .map(line -> " On the drone's machine: " + line)
            .orElse("");
    return "Its package is not trusted, and no live drone can contain it.%s Or an operator who has read it says 'function trust'."
        .formatted(advice);
  }
}
