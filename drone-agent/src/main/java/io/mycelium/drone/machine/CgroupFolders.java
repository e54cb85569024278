package io.mycelium.drone.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where the memory limits that hold for this process are kept, in both versions of control groups.
final class CgroupFolders {
  /// @param limit bytes, or a word for none
  /// @param usage bytes, file pages included
  /// @param statistics name and number per line
  record Folder(Path limit, Path usage, Path statistics) {}

  private CgroupFolders() {}

  /// Ours and all above it, since each can limit. A container may see less than its path says, so
  /// missing folders are left out.
  static List<Folder> of(Path system) {
    Path mount = system.resolve("sys/fs/cgroup");
    List<Folder> folders = new ArrayList<>();
    for (String line : lines(system.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        upFrom(mount, parts[2]).forEach(folder -> folders.add(second(folder)));
      } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
        upFrom(mount.resolve("memory"), parts[2]).forEach(folder -> folders.add(first(folder)));
      }
    }
    return folders.stream().filter(folder -> Files.exists(folder.limit())).toList();
  }

  private static Folder first(Path folder) {
    return new Folder(
        folder.resolve("memory.limit_in_bytes"),
        folder.resolve("memory.usage_in_bytes"),
        folder.resolve("memory.stat"));
  }

  private static Folder second(Path folder) {
    return new Folder(
        folder.resolve("memory.max"),
        folder.resolve("memory.current"),
        folder.resolve("memory.stat"));
  }

  private static List<Path> upFrom(Path mount, String group) {
    Path below = Path.of("/").relativize(Path.of("/").resolve(group).normalize());
    List<Path> folders = new ArrayList<>(List.of(mount));
    Path folder = mount;
    for (Path name : below) {
      folder = folder.resolve(name);
      folders.add(folder);
    }
    return folders;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
