package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders for tests whose contents may belong to another user in the end.
public final class TemporaryFolders {
  private TemporaryFolders() {}

  public static Path create(String name) throws IOException {
    return Files.createTempDirectory("mycelium-" + name).toRealPath();
  }

  public static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
