package io.mycelium.drone.machine;

import io.mycelium.drone.sandbox.OwnGroups;
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
    OwnGroups own = OwnGroups.in(system);
    own.second()
        .ifPresent(group -> upFrom(mount, group).forEach(folder -> folders.add(second(folder))));
    own.first("memory")
        .ifPresent(group ->
            upFrom(mount.resolve("memory"), group).forEach(folder -> folders.add(first(folder))));
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
}
