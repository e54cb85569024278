package io.mycelium.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a job may use at most, and which network it has.
///
/// What is empty was not asked for: a job of an older gateway says nothing of it.
///
/// @param timeout wall time from start to end
/// @param memoryBytes of the whole job, where the drone can; of each of its processes elsewhere
/// @param processes processes and threads at a time
/// @param output in bytes, log and reply and files together
/// @param cpus how many processors it may keep busy, such as 1.5; empty for all
/// @param cpuTime processor time; empty for as much as fits into the wall time
/// @param network empty for none on a drone that contains, and for the machine's on one that does
///   not
public record JobLimits(
    Duration timeout,
    long memoryBytes,
    int processes,
    long output,
    Optional<Double> cpus,
    Optional<Duration> cpuTime,
    Optional<NetworkPolicy> network) {
  public static final JobLimits STANDARD =
      new JobLimits(
          Duration.ofMinutes(5),
          512L << 20,
          128,
          64L << 20,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// These limits with another wall time.
  public JobLimits withTimeout(Duration longest) {
    return new JobLimits(longest, memoryBytes, processes, output, cpus, cpuTime, network);
  }

  /// These limits with other memory.
  public JobLimits withMemoryBytes(long most) {
    return new JobLimits(timeout, most, processes, output, cpus, cpuTime, network);
  }

  /// These limits with other processes.
  public JobLimits withProcesses(int most) {
    return new JobLimits(timeout, memoryBytes, most, output, cpus, cpuTime, network);
  }

  /// These limits with another output.
  public JobLimits withOutput(long most) {
    return new JobLimits(timeout, memoryBytes, processes, most, cpus, cpuTime, network);
  }

  /// These limits with a number of processors.
  public JobLimits withCpus(double most) {
    return new JobLimits(
        timeout, memoryBytes, processes, output, Optional.of(most), cpuTime, network);
  }

  /// These limits with a network.
  public JobLimits withNetwork(NetworkPolicy policy) {
    return new JobLimits(
        timeout, memoryBytes, processes, output, cpus, cpuTime, Optional.of(policy));
  }

  /// The tags of drones that can keep to what was asked for.
  public SortedSet<String> requires() {
    var tags = new TreeSet<String>();
    if (cpus.isPresent()) {
      tags.add(Enforcement.CPUS.tag());
    }
    network.ifPresent(policy -> {
      switch (policy) {
        case NetworkPolicy.None() -> tags.add(JobSpec.CONTAINED);
        case NetworkPolicy.Allowed _ -> tags.add(Enforcement.ALLOW_LIST.tag());
        case NetworkPolicy.Full() -> {}
      }
    });
    return tags;
  }
}
