package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// The folder of a control group, of either version.
record GroupFolder(Path path) {
  private static final int REMOVALS = 50;
  private static final long BETWEEN_MILLIS = 10;
  private static final int ROUNDS = 500;

  Path door() {
    return path.resolve("cgroup.procs");
  }

  void write(String file, String value) throws IOException {
    Files.writeString(path.resolve(file), value);
  }

  boolean has(String file) {
    return Files.exists(path.resolve(file));
  }

  /// The number on the line that begins with a word, in a file of such lines.
  OptionalLong count(String file, String word) {
    return lines(file).stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1).strip())
        .filter(number -> number.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  List<String> lines(String file) {
    try {
      return Files.readAllLines(path.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  List<Long> members() {
    List<Long> pids = new ArrayList<>();
    for (String line : lines("cgroup.procs")) {
      if (line.matches("\\d{1,18}") && !line.equals("0")) {
        pids.add(Long.valueOf(line));
      }
    }
    return pids;
  }

  /// Kills member for member until there is none; nobody can join meanwhile by `fork` when the
  /// group allows no further process.
  void killEach() {
    try {
      for (int round = 0; round < ROUNDS && !members().isEmpty(); round++) {
        members().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The kernel may still count a process that has just ended.
  void remove() {
    try {
      for (int tries = 0; tries < REMOVALS && Files.exists(path); tries++) {
        if (!path.toFile().delete()) {
          TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
