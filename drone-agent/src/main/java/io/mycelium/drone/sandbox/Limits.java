package io.mycelium.drone.sandbox;

import java.time.Duration;
import java.util.Optional;

/// What a command may use up. All values are positive.
///
/// @param wall from start to end; then the whole tree is ended
/// @param cpu processor time of the whole run where there are control groups; of each process
///   everywhere, counted in whole seconds, rounded up
/// @param memoryBytes of the whole run, files in `/tmp` included, where there are control groups;
///   elsewhere private writable memory of each process, for which reserved address space does not
///   count
/// @param processes processes and threads at a time, all together
/// @param openFiles open files of each process
/// @param fileSizeBytes size of each file that is written
/// @param scratchBytes contents of `/tmp`, and of `/dev/shm`, when contained
/// @param cpus processors that may be kept busy; empty for all; needs control groups
public record Limits(
    Duration wall,
    Duration cpu,
    long memoryBytes,
    int processes,
    int openFiles,
    long fileSizeBytes,
    long scratchBytes,
    Optional<Double> cpus) {
  private static final long MIB = 1024L * 1024;

  public Limits {
    require(wall.isPositive(), "wall");
    require(cpu.isPositive(), "cpu");
    require(memoryBytes > 0, "memoryBytes");
    require(processes > 0, "processes");
    require(openFiles > 0, "openFiles");
    require(fileSizeBytes > 0, "fileSizeBytes");
    require(scratchBytes > 0, "scratchBytes");
    require(cpus.isEmpty() || cpus.get() > 0, "cpus");
  }

  /// Ten minutes of wall clock, five of processor, 512 MiB, 64 processes, 256 open files, files of
  /// 64 MiB, 128 MiB of scratch.
  public static Limits defaults() {
    return new Limits(
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        512 * MIB,
        64,
        256,
        64 * MIB,
        128 * MIB,
        Optional.empty());
  }

  /// These limits with another wall clock.
  public Limits withWall(Duration longest) {
    return new Limits(
        longest, cpu, memoryBytes, processes, openFiles, fileSizeBytes, scratchBytes, cpus);
  }

  /// These limits with another processor time.
  public Limits withCpu(Duration longest) {
    return new Limits(
        wall, longest, memoryBytes, processes, openFiles, fileSizeBytes, scratchBytes, cpus);
  }

  /// These limits with a number of processors.
  public Limits withCpus(double most) {
    return new Limits(
        wall,
        cpu,
        memoryBytes,
        processes,
        openFiles,
        fileSizeBytes,
        scratchBytes,
        Optional.of(most));
  }

  /// These limits with other processes.
  public Limits withProcesses(int most) {
    return new Limits(wall, cpu, memoryBytes, most, openFiles, fileSizeBytes, scratchBytes, cpus);
  }

  /// These limits with other memory.
  public Limits withMemoryBytes(long most) {
    return new Limits(wall, cpu, most, processes, openFiles, fileSizeBytes, scratchBytes, cpus);
  }

  private static void require(boolean positive, String name) {
    if (!positive) {
      throw new IllegalArgumentException("limit " + name + " must be positive");
    }
  }
}
