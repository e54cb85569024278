package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// By what this machine keeps the limits of a run. Found once at start by [ResourceProbe].
public sealed interface ResourceControl {

  /// What is told, such as `cgroup2`.
  String level();

  /// Whether memory holds for a run as a whole, and not for each of its processes.
  boolean wholeMemory();

  /// Whether a run can be kept to a number of processors.
  boolean cpus();

  /// A group of the second version for each run.
  ///
  /// @param parent in which groups are made; its children have the controllers of memory and
  ///   processes
  /// @param cpus whether they have that of processors
  /// @param mount where all groups are found
  record Cgroup2(Path parent, boolean cpus, Path mount) implements ResourceControl {
    @Override
    public String level() {
      return "cgroup2";
    }

    @Override
    public boolean wholeMemory() {
      return true;
    }
  }

  /// A group of the first version for each run and controller.
  ///
  /// @param memory in which groups that limit memory are made
  /// @param pids in which groups that limit processes are made
  /// @param cpu in which groups that limit processors are made
  /// @param cpuacct in which groups that count processor time are made
  /// @param mounts where all groups of these controllers are found
  record Cgroup1(
      Path memory, Path pids, Optional<Path> cpu, Optional<Path> cpuacct, List<Path> mounts)
      implements ResourceControl {
    public Cgroup1 {
      mounts = List.copyOf(mounts);
    }

    @Override
    public String level() {
      return "cgroup1";
    }

    @Override
    public boolean wholeMemory() {
      return true;
    }

    @Override
    public boolean cpus() {
      return cpu.isPresent();
    }
  }

  /// Limits that each process has for itself.
  ///
  /// @param reason why there is nothing better, in a sentence for people
  record PerProcess(String reason) implements ResourceControl {
    @Override
    public String level() {
      return "prlimit";
    }

    @Override
    public boolean wholeMemory() {
      return false;
    }

    @Override
    public boolean cpus() {
      return false;
    }
  }
}
