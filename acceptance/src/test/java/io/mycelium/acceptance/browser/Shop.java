package io.mycelium.acceptance.browser;

import io.mycelium.acceptance.running.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The repository of the pictures, where people may see that it lies; gone when it is closed.
final class Shop implements AutoCloseable {
  static final Path PLACE = Path.of("/tmp/shop");

  /// @throws IOException also where something lies there already
  Shop() throws IOException {
    Files.createDirectory(PLACE);
    GitRepository.in(
        PLACE,
        "Start",
        "feat: pay by invoice",
        "feat(search): find by colour and size",
        "fix: keep the basket when the session ends",
        "fix(mail): send receipts once",
        "perf: load the front page in half the time",
        "docs: say how returns work");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(PLACE)) {
      List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : innermostFirst) {
        Files.delete(each);
      }
    }
  }
}
