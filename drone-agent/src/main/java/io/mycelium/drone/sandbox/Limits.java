package io.mycelium.drone.sandbox;

import java.time.Duration;

/// What a command may use up. All values are positive.
///
/// @param wall from start to end; then the whole tree is ended
/// @param cpu processor time of each process, counted in whole seconds, rounded up
/// @param memoryBytes private writable memory of each process; reserved address space does not
///   count
/// @param processes processes and threads at a time, all together
/// @param openFiles open files of each process
/// @param fileSizeBytes size of each file that is written
/// @param scratchBytes contents of `/tmp`, and of `/dev/shm`, when contained
public record Limits(
    Duration wall,
    Duration cpu,
    long memoryBytes,
    int processes,
    int openFiles,
    long fileSizeBytes,
    long scratchBytes) {
  private static final long MIB = 1024L * 1024;

  public Limits {
    require(wall.isPositive(), "wall");
    require(cpu.isPositive(), "cpu");
    require(memoryBytes > 0, "memoryBytes");
    require(processes > 0, "processes");
    require(openFiles > 0, "openFiles");
    require(fileSizeBytes > 0, "fileSizeBytes");
    require(scratchBytes > 0, "scratchBytes");
  }

  /// Ten minutes of wall clock, five of processor, 512 MiB, 64 processes, 256 open files, files of
  /// 64 MiB, 128 MiB of scratch.
  public static Limits defaults() {
    return new Limits(
        Duration.ofMinutes(10), Duration.ofMinutes(5), 512 * MIB, 64, 256, 64 * MIB, 128 * MIB);
  }

  /// These limits with another wall clock.
  public Limits withWall(Duration longest) {
    return new Limits(longest, cpu, memoryBytes, processes, openFiles, fileSizeBytes, scratchBytes);
  }

  /// These limits with another processor time.
  public Limits withCpu(Duration longest) {
    return new Limits(
        wall, longest, memoryBytes, processes, openFiles, fileSizeBytes, scratchBytes);
  }

  /// These limits with other memory per process.
  public Limits withMemoryBytes(long most) {
    return new Limits(wall, cpu, most, processes, openFiles, fileSizeBytes, scratchBytes);
  }

  private static void require(boolean positive, String name) {
    if (!positive) {
      throw new IllegalArgumentException("limit " + name + " must be positive");
    }
  }
}
