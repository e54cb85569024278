package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.List;

/// Paths that cannot be given to a command, because the sandbox has its own there or because they
/// hold more than files.
final class ReservedPaths {
  /// Where the work folder is seen.
  static final Path WORK = Path.of("/work");

  static final Path TEMPORARY = Path.of("/tmp");

  /// A folder here may be given when it is a lower one.
  private static final List<Path> AT = List.of(Path.of("/"), TEMPORARY, WORK);

  /// Kernel interfaces, and sockets: a read-only mount does not keep anybody from connecting to
  /// one.
  private static final List<Path> AT_OR_BELOW =
      List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"), Path.of("/run"));

  private ReservedPaths() {}

  static boolean holds(Path path) {
    return AT.contains(path) || AT_OR_BELOW.stream().anyMatch(path::startsWith);
  }
}
