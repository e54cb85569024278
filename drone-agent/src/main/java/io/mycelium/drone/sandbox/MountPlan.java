package io.mycelium.drone.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The file system of a sandbox, as arguments of bubblewrap in the order in which they are to be
/// given.
///
/// Folders that lead to a mount are made by name: those that bubblewrap makes by itself are closed
/// to everybody but root.
final class MountPlan {
  private final boolean sized;
  private final long scratchBytes;
  private final List<String> arguments = new ArrayList<>();
  private final Set<Path> made = new HashSet<>(Set.of(Path.of("/")));
  private final List<Path> shown = new ArrayList<>();

  MountPlan(boolean sized, long scratchBytes) {
    this.sized = sized;
    this.scratchBytes = scratchBytes;
  }

  List<String> arguments() {
    return List.copyOf(arguments);
  }

  /// What is at `source` on the machine, read-only at `destination`.
  void shown(Path source, Path destination) {
    lead(destination);
    add("--ro-bind", source.toString(), destination.toString());
    shown.add(destination);
  }

  void link(String target, Path destination) {
    lead(destination);
    add("--symlink", target, destination.toString());
    made.add(destination);
  }

  /// A mount that bubblewrap fills by itself.
  void special(String option, Path destination) {
    add(option, destination.toString());
    made.add(destination);
  }

  /// Memory that everybody inside can write, as large as the run's scratch.
  void scratch(Path destination) {
    if (sized) {
      add("--size", Long.toString(scratchBytes));
    }
    add("--perms", "1777", "--tmpfs", destination.toString());
    made.add(destination);
  }

  void openFolder(Path destination) {
    add("--perms", "0777", "--dir", destination.toString());
    made.add(destination);
  }

  void writable(Path source, Path destination) {
    add("--bind", source.toString(), destination.toString());
    made.add(destination);
  }

  /// A path of the machine at its own place, where it can be changed.
  void changeable(Path path) {
    lead(path);
    add("--bind", path.toString(), path.toString());
    shown.add(path);
  }

  /// A device of the machine at its own place, to be used.
  void device(Path path) {
    lead(path);
    add("--dev-bind", path.toString(), path.toString());
  }

  void readOnly(Path destination) {
    add("--remount-ro", destination.toString());
  }

  /// Paths of the machine at their own place, each only once when one holds the other.
  void visible(List<Path> paths) {
    outermostFirst(paths).stream()
        .filter(path -> shown.stream().noneMatch(path::startsWith))
        .forEach(path -> shown(path, path));
  }

  /// Hides what would be visible. What is not visible, or hidden with what holds it, needs no mask,
  /// and what is not there cannot have one.
  void masked(List<Path> paths) {
    List<Path> hidden = new ArrayList<>();
    for (Path path : outermostFirst(paths)) {
      if (shown.stream().anyMatch(path::startsWith)
          && hidden.stream().noneMatch(path::startsWith)) {
        mask(path);
        hidden.add(path);
      }
    }
  }

  private void mask(Path path) {
    if (Files.isDirectory(path)) {
      add("--tmpfs", path.toString(), "--remount-ro", path.toString());
    } else if (Files.exists(path)) {
      // Devices do not work in a bind mount, so this file cannot even be opened.
      add("--ro-bind", "/dev/null", path.toString());
    }
  }

  private void lead(Path destination) {
    Path root = Path.of("/");
    for (int names = 1; names < destination.getNameCount(); names++) {
      Path folder = root.resolve(destination.subpath(0, names));
      if (shown.stream().noneMatch(folder::startsWith) && made.add(folder)) {
        add("--perms", "0755", "--dir", folder.toString());
      }
    }
  }

  private static List<Path> outermostFirst(List<Path> paths) {
    return paths.stream().distinct().sorted(Comparator.comparingInt(Path::getNameCount)).toList();
  }

  private void add(String... more) {
    arguments.addAll(List.of(more));
  }
}
