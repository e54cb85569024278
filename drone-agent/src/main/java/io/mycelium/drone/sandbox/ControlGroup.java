package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The control group of one run, or none.
interface ControlGroup {
  /// Files to which a process writes its id to become a member; none without a group.
  List<Path> doors();

  /// Forbids new members and kills those that there are. They may take a moment to go.
  void kill();

  /// Whether the kernel killed one of its processes because the run's memory was used up.
  boolean ranOutOfMemory();

  /// Processor time of all members since the start; empty where it is not counted.
  Optional<Duration> cpuTime();

  /// Removes the group; it has no members any more. What cannot be removed is left to the next
  /// start of the sandbox.
  void remove();

  /// For a machine where there are no groups.
  static ControlGroup none() {
    return new ControlGroup() {
      @Override
      public List<Path> doors() {
        return List.of();
      }

      @Override
      public void kill() {}

      @Override
      public boolean ranOutOfMemory() {
        return false;
      }

      @Override
      public Optional<Duration> cpuTime() {
        return Optional.empty();
      }

      @Override
      public void remove() {}
    };
  }
}
