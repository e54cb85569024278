package io.mycelium.redis.jobs;

import io.mycelium.core.job.Ability;
import io.mycelium.core.job.JobClass;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The classes of the queue's jobs, as far as they were heard of. Thread-safe.
final class KnownClasses {
  private record Named(String name, JobClass jobClass) {}

  /// @param version as the queue counts; empty before the first look
  private record Known(String version, List<Named> classes) {}

  /// What a drone asks for.
  ///
  /// @param wanted names of classes that it takes at once, the most specific first
  /// @param others of those that prefer another drone
  record Choice(String version, List<String> wanted, List<String> others) {}

  private final AtomicReference<Known> known = new AtomicReference<>(new Known("", List.of()));

  /// @param told version and names
  void learn(List<String> told) {
    List<Named> classes =
        told.stream()
            .skip(1)
            .map(JobClass::named)
            .sorted(JobClass.MOST_SPECIFIC_FIRST)
            .map(jobClass -> new Named(jobClass.name(), jobClass))
            .toList();
    known.set(new Known(told.getFirst(), classes));
  }

  Choice choice(Ability drone) {
    Known now = known.get();
    List<Named> fitting = now.classes().stream().filter(c -> c.jobClass().fits(drone)).toList();
    return new Choice(
        now.version(),
        fitting.stream().filter(c -> c.jobClass().prefers(drone)).map(Named::name).toList(),
        fitting.stream().filter(c -> !c.jobClass().prefers(drone)).map(Named::name).toList());
  }
}
