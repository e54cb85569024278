package io.mycelium.redis.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders that are removed when this JVM ends.
final class TestFolder {
  private TestFolder() {}

  static Path make(String name) {
    try {
      Path folder = Files.createTempDirectory("mycelium-" + name);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server that is about to end may remove files of its own at the same time.
  private static void remove(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(TestFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "left " + folder, e);
    }
  }
}
