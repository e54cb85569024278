package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.GitRepository;
import io.mycelium.acceptance.running.Installation;
import io.mycelium.acceptance.running.Ran;
import io.mycelium.acceptance.running.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples as somebody finds them who has just started Mycelium.
@Timeout(120)
class ExamplesTest {
  private static final String FROM_THE_START = "release-notes";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void onlyOneIsACommandAndTheOthersAreTrustedWhereTheyAreDroppedIn() throws IOException {
    Path data = folder.resolve("data");
    List<Path> others = examples();
    try (var gateway = RunningGateway.start(data, folder, "--no-drone")) {
      String ada = gateway.operatorKey();
      await().atMost(SOON).until(() -> row(gateway, ada, FROM_THE_START).contains("live"));
      assertThat(others)
          .hasSizeGreaterThan(2)
          .allSatisfy(example -> assertThat(row(gateway, ada, name(example))).isEmpty());

      for (Path example : others) {
        copy(example, data.resolve("functions.d").resolve(name(example)));
      }

      assertThat(others)
          .allSatisfy(example ->
              await()
                  .atMost(SOON)
                  .untilAsserted(() ->
                      assertThat(row(gateway, ada, name(example))).contains("live", "shipped")));
    }
  }

  @Test
  void templateDoesItsWorkWithoutAScript() throws Exception {
    Path data = folder.resolve("data");
    Path work = folder.resolve("work");
    GitRepository repository = GitRepository.in(work.resolve("shop"), "Open the shop");
    try (var gateway = RunningGateway.start(data, work)) {
      String ada = gateway.operatorKey();
      copy(Installation.home().resolve("examples/snapshot"), data.resolve("functions.d/snapshot"));
      await().atMost(SOON).until(() -> row(gateway, ada, "snapshot").contains("live"));
      String repo = repository.folder().toString();
      Path archive = folder.resolve("shop.zip");

      Ran packed =
          gateway.cli(ada, "snapshot", repo, "--format", "zip", "--output", archive.toString());
      Ran missing = gateway.cli(ada, "snapshot", repo, "v9");

      assertThat(packed.exit()).as(packed.err()).isZero();
      assertThat(packed.out()).contains("Open the shop");
      assertThat(archive).isNotEmptyFile();
      assertThat(missing.exit()).isNotZero();
      assertThat(missing.err() + missing.out()).contains("The step 'find the revision' failed.");
    }
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(Installation.home().resolve("examples"))) {
      return folders
          .filter(Files::isDirectory)
          .filter(example -> !name(example).equals(FROM_THE_START))
          .toList();
    }
  }

  private static String name(Path example) {
    return example.getFileName().toString();
  }

  /// What `function list` says of a function; empty when it knows none of that name.
  private static String row(RunningGateway gateway, String key, String name) {
    for (var row : gateway.call(key, "function-list", "{}").reply().path("rows")) {
      if (row.path(0).asText().equals(name)) {
        return row.toString();
      }
    }
    return "";
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(
            path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
