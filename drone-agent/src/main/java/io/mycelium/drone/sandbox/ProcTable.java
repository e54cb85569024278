package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The processes of this machine as `/proc` shows them; none where there is no `/proc`.
///
/// Processes come and go while it is read, so whatever cannot be read is taken as gone.
final class ProcTable {
  /// A process that is not just waiting to be reaped.
  record Entry(long pid, long parent, long session) {}

  private static final Path PROC = Path.of("/proc");

  private ProcTable() {}

  static List<Entry> entries() {
    List<Entry> found = new ArrayList<>();
    for (long pid : pids()) {
      read(pid, "stat").flatMap(stat -> entry(pid, stat)).ifPresent(found::add);
    }
    return found;
  }

  /// Whether the environment with which the process was started has an entry that begins so. False
  /// where we may not look.
  static boolean startedWith(long pid, String variable) {
    return read(pid, "environ")
        .filter(environment -> ("\0" + environment).contains("\0" + variable))
        .isPresent();
  }

  /// Processes and threads that count for a user's limit.
  static long tasksOf(long uid) {
    return pids().stream()
        .flatMap(pid -> read(pid, "status").stream())
        .filter(status -> field(status, "Uid:") == uid)
        .mapToLong(status -> field(status, "Threads:"))
        .sum();
  }

  /// Who we are; empty where there is no `/proc`.
  static Optional<Long> ownUser() {
    return read(ProcessHandle.current().pid(), "status").map(status -> field(status, "Uid:"));
  }

  private static List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      processes.forEach(folder -> pids.add(Long.valueOf(folder.getFileName().toString())));
    } catch (IOException e) {
      return List.of();
    }
    return pids;
  }

  private static Optional<String> read(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The program's name is in parentheses and may hold anything, so what counts starts after the
  /// last one.
  private static Optional<Entry> entry(long pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 5);
    boolean ended = fields.length < 4 || fields[0].equals("Z") || fields[0].equals("X");
    return ended
        ? Optional.empty()
        : Optional.of(new Entry(pid, Long.parseLong(fields[1]), Long.parseLong(fields[3])));
  }

  private static long field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip().split("\\s+", 2)[0])
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(-1);
  }
}
