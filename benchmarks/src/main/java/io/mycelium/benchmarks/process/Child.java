package io.mycelium.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which processes of a tree are looked for.
public enum Child {
  REDIS("comm", "redis-server"),
  DRONE("cmdline", "io.mycelium.drone.Main");

  private final String file;
  private final String word;

  Child(String file, String word) {
    this.file = file;
    this.word = word;
  }

  /// The one among the descendants of a process.
  static long only(ProcessHandle root, Child wanted) {
    List<Long> found = root.descendants().map(ProcessHandle::pid).filter(wanted::fits).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "%d processes below %d are %s".formatted(found.size(), root.pid(), wanted));
    }
    return found.getFirst();
  }

  /// The one that this process started.
  public static long ours(Child wanted) {
    return only(ProcessHandle.current(), wanted);
  }

  private boolean fits(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file)).contains(word);
    } catch (IOException e) {
      return false; // ended meanwhile
    }
  }
}
