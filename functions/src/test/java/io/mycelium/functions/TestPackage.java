package io.mycelium.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// A function's folder, as people drop it.
public final class TestPackage {
  private final Path folder;

  private TestPackage(Path folder) {
    this.folder = folder;
  }

  /// Drops a good function of that name; it takes a path and a number.
  public static TestPackage drop(Path functions, String name) {
    return drop(functions, name, manifest(name, "medium"));
  }

  public static TestPackage drop(Path functions, String name, String manifest) {
    try {
      Path folder = Files.createDirectories(functions.resolve(name));
      return new TestPackage(folder)
          .write("run.py", "print('{}')")
          .write("function.yaml", manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String manifest(String name, String risk) {
    return """
    name: %s
    summary: Count something
    risk: %s
    examples: [count it]
    options:
      repo: {type: path, help: where}
      most: {type: integer, default: 7, help: how many}
    run: [python3, run.py]
    limits: {timeout: 2m, memory: 64m, concurrency: 4}
    """
        .formatted(name, risk);
  }

  /// Writes a file in one step, as editors do.
  public TestPackage write(String file, String content) {
    try {
      Path next = Files.writeString(folder.resolve("." + file), content);
      Files.move(next, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  /// Takes the folder away.
  public void remove() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
