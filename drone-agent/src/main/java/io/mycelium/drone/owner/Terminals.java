package io.mycelium.drone.owner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When somebody typed last at a terminal of this machine: a console, a terminal window, a
/// connection by SSH.
///
/// The kernel notes when a terminal was read last, as `w` shows it, within some seconds. The notes
/// of who is logged in are not needed for that; some systems keep none.
final class Terminals {
  private final Path devices;

  /// @param devices usually `/dev`
  Terminals(Path devices) {
    this.devices = devices;
  }

  Use look() {
    List<Instant> times = new ArrayList<>();
    boolean windows = read(devices.resolve("pts"), "[0-9]*", times);
    boolean consoles = read(devices, "tty[1-9]*", times);
    Optional<Instant> last = times.stream().max(Instant::compareTo);
    return last.<Use>map(Use.Touched::new)
        .orElseGet(() -> windows || consoles ? new Use.NoSign() : new Use.Unknown());
  }

  private static boolean read(Path folder, String names, List<Instant> times) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      for (Path terminal : found) {
        lastRead(terminal).ifPresent(times::add);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Instant> lastRead(Path terminal) {
    try {
      return Optional.of(
          Files.readAttributes(terminal, BasicFileAttributes.class).lastAccessTime().toInstant());
    } catch (IOException e) {
      // It was closed meanwhile.
      return Optional.empty();
    }
  }
}
