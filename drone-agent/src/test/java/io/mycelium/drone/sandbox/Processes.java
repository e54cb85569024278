package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks for processes that should be gone.
public final class Processes {
  private Processes() {}

  /// Everything but ourselves whose command line has `text` in it.
  public static List<Long> whoseCommandHolds(String text) {
    return ProcTable.entries().stream()
        .map(ProcTable.Entry::pid)
        .filter(pid -> pid != ProcessHandle.current().pid() && commandLine(pid).contains(text))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
