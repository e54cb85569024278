package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Limits as a command line of `prlimit`, in front of the command they hold for.
final class ResourceLimits {
  private ResourceLimits() {}

  /// @param grouped whether a control group limits memory and processes of the whole run; what each
  ///   process has for itself would only make the end less clear
  /// @param alreadyRunning tasks that the kernel counts together with those of the run
  static List<String> commandLine(
      Path prlimit, Limits limits, boolean grouped, LongSupplier alreadyRunning) {
    long cpu = limits.cpu().plusNanos(999_999_999).toSeconds();
    List<String> line = new ArrayList<>();
    line.add(prlimit.toString());
    if (!grouped) {
      // Not --as: Java and Node reserve far more address space than they use.
      line.add("--data=" + limits.memoryBytes());
      line.add("--nproc=" + (limits.processes() + alreadyRunning.getAsLong()));
    }
    // First SIGXCPU, by which the reason is known, then SIGKILL.
    line.add("--cpu=%d:%d".formatted(cpu, cpu + 1));
    line.add("--nofile=" + limits.openFiles());
    line.add("--fsize=" + limits.fileSizeBytes());
    line.add("--core=0");
    line.add("--");
    return line;
  }
}
