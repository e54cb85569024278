package io.mycelium.drone.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    try {
      return !named("mycelium-" + mark).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The groups whose names begin so. Others come and go while these are looked for.
  static List<Path> named(String prefix) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        GROUPS,
        Set.of(),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.getFileName().toString().startsWith(prefix)) {
              found.add(folder);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
