package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Limits as a command line of `prlimit`, in front of the command they hold for.
final class ResourceLimits {
  private ResourceLimits() {}

  /// @param alreadyRunning tasks that the kernel counts together with those of the run
  static List<String> commandLine(Path prlimit, Limits limits, long alreadyRunning) {
    long cpu = limits.cpu().plusNanos(999_999_999).toSeconds();
    List<String> line = new ArrayList<>();
    line.add(prlimit.toString());
    // Not --as: Java and Node reserve far more address space than they use.
    line.add("--data=" + limits.memoryBytes());
    // First SIGXCPU, by which the reason is known, then SIGKILL.
    line.add("--cpu=%d:%d".formatted(cpu, cpu + 1));
    line.add("--nproc=" + (limits.processes() + alreadyRunning));
    line.add("--nofile=" + limits.openFiles());
    line.add("--fsize=" + limits.fileSizeBytes());
    line.add("--core=0");
    line.add("--");
    return line;
  }
}
