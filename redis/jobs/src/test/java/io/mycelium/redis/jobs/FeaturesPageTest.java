package io.mycelium.redis.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reference/queue-features.md` tells of each feature which tests prove it.
class FeaturesPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| .* \\| (.*) \\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Za-z]+(?:Test|Contract))`");

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/reference/queue-features.md"));
  }

  @Test
  void hasAllRowsInOrderEachWithATest() throws IOException {
    List<String> numbers = ROW.matcher(page()).results().map(row -> row.group(1)).toList();

    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(1, 24).mapToObj(Integer::toString).toList());
    assertThat(ROW.matcher(page()).results().map(row -> row.group(2)))
        .allSatisfy(tests -> assertThat(tests).containsPattern(CLASS));
  }

  @Test
  void namesTestsThatThereAre() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(ROOT, 14)) {
      tests =
          files
              .map(Path::toString)
              .filter(name -> name.contains("/src/test/") && name.endsWith(".java"))
              .map(name -> name.substring(name.lastIndexOf('/') + 1, name.length() - 5))
              .collect(Collectors.toSet());
    }

    assertThat(CLASS.matcher(page()).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(tests).contains(name));
  }
}
