package io.mycelium.redis.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reference/queue-features.md` tells of each feature which tests prove it.
class FeaturesPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| .* \\| (.*) \\|$");
  private static final Pattern CLASS =
      Pattern.compile("`([A-Za-z]+(?:Test|Contract))(?:\\.([a-zA-Z]+))?`");

  /// A test, or tests that come from a contract.
  private static final Pattern TEST =
      Pattern.compile("@(?:\\w*Test|TestFactory)\\b|(?:extends|implements)[^{]*Contract\\b");

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
    Map<String, Path> files;
    try (Stream<Path> all = Files.walk(ROOT, 14)) {
      files =
          all.filter(file -> file.toString().contains("/src/test/"))
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.toMap(FeaturesPageTest::name, file -> file, (one, _) -> one));
    }

    List<MatchResult> named = CLASS.matcher(page()).results().toList();

    assertThat(named).hasSizeGreaterThan(24);
    for (MatchResult test : named) {
      assertThat(files).containsKey(test.group(1));
      String text = Files.readString(files.get(test.group(1)));
      assertThat(text).as(test.group()).containsPattern(TEST);
      if (test.group(2) != null) {
        assertThat(text).as(test.group()).contains(" void %s(".formatted(test.group(2)));
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
