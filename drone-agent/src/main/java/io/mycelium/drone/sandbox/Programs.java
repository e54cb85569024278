package io.mycelium.drone.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds programs in a fixed list of folders.
///
/// The drone's own `PATH` is not asked: as root it would decide what runs as root.
public final class Programs {
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/usr/bin"),
          Path.of("/bin"),
          Path.of("/usr/sbin"),
          Path.of("/sbin"),
          Path.of("/usr/local/bin"));

  private final List<Path> folders;

  /// Looks in `folders`, first match wins.
  public Programs(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /// Looks where systems keep their programs.
  public static Programs ofSystem() {
    return new Programs(SYSTEM);
  }

  /// The executable file called `name`.
  public Optional<Path> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
