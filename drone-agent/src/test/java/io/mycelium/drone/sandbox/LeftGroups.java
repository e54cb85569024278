package io.mycelium.drone.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The control groups that killed drones of a test leave to the next start on their folder.
public final class LeftGroups {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final int DEPTH = 4;
  private static final int DEEPEST = 8;

  private LeftGroups() {}

  /// Removes those of all drones whose folder lies below `home`. A group cannot be removed before
  /// somebody took notice of the end of its last process.
  public static void remove(Path home) throws IOException {
    var groups = new ControlGroups(NeedsControlGroups.Probed.CONTROL);
    List<String> marks;
    try (Stream<Path> folders = Files.find(home, DEPTH, (path, _) -> path.endsWith("sandbox"))) {
      marks = folders.map(folder -> JobMark.prefix(folder.toAbsolutePath().normalize())).toList();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          marks.forEach(groups::removeLeftOvers);
          return marks.stream().noneMatch(LeftGroups::left);
        });
  }

  private static boolean left(String mark) {
    try (Stream<Path> found =
        Files.find(
            GROUPS,
            DEEPEST,
            (path, _) -> path.getFileName().toString().startsWith("mycelium-" + mark))) {
      return found.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      // Groups come and go while they are looked at.
      return true;
    }
  }
}
