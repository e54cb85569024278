package io.mycelium.drone.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Memory of the machine, or of the control group that holds us where that is less.
record Memory(long totalBytes, long availableBytes) {
  /// A limit of this size or more stands for none.
  private static final long NO_LIMIT = 1L << 60;

  /// @param system the folder that holds `proc` and `sys`
  static Memory read(Path system) {
    List<String> meminfo = lines(system.resolve("proc/meminfo"));
    Memory machine =
        meminfo.isEmpty()
            ? ofJvm()
            : new Memory(kibibytes(meminfo, "MemTotal:"), kibibytes(meminfo, "MemAvailable:"));
    return CgroupFolders.of(system).stream()
        .reduce(machine, Memory::within, (first, second) -> second);
  }

  private Memory within(CgroupFolders.Folder group) {
    OptionalLong limit = number(group.limit());
    if (limit.isEmpty() || limit.getAsLong() >= NO_LIMIT) {
      return this;
    }
    long used = number(group.usage()).orElse(0) - reclaimable(group.statistics());
    long free = Math.max(0, limit.getAsLong() - Math.max(0, used));
    return new Memory(Math.min(totalBytes, limit.getAsLong()), Math.min(availableBytes, free));
  }

  /// File pages that nobody used of late; the kernel gives them up before it refuses memory.
  private static long reclaimable(Path statistics) {
    return lines(statistics).stream()
        .filter(
            line -> line.startsWith("inactive_file ") || line.startsWith("total_inactive_file "))
        .flatMapToLong(line -> parse(line.substring(line.indexOf(' ') + 1)).stream())
        .max()
        .orElse(0);
  }

  private static Memory ofJvm() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? new Memory(system.getTotalMemorySize(), system.getFreeMemorySize())
        : new Memory(0, 0);
  }

  private static long kibibytes(List<String> meminfo, String name) {
    return meminfo.stream()
            .filter(line -> line.startsWith(name))
            .flatMapToLong(line -> parse(line.replaceAll("\\D", "")).stream())
            .findFirst()
            .orElse(0)
        * 1024;
  }

  private static OptionalLong number(Path file) {
    return lines(file).stream().flatMapToLong(line -> parse(line).stream()).findFirst();
  }

  /// Empty for a word, and for the huge numbers that stand for no limit.
  private static OptionalLong parse(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
