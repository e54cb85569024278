package io.mycelium.cli;

import static io.mycelium.cli.Samples.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.cli.Shell.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What comes back and is to be kept: `--output` and `fetch`.
@Timeout(60)
class OutputTest {
  private static final String[] LINE = {"release-notes", "--repo", "/srv"};

  @AutoClose private final StandInGateway gateway = new StandInGateway();
  private final Shell shell;

  OutputTest(@TempDir Path temp) throws IOException {
    shell = Shell.before(gateway, temp);
    gateway.accept("release-notes", Samples.PENDING);
  }

  private String stored(String name, String content) throws Exception {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    gateway.blob(digest, bytes);
    return "{\"name\":\"%s\",\"mediaType\":\"text/markdown\",\"content\":{\"digest\":\"%s\",\"size\":%d}}"
        .formatted(name, digest, bytes.length);
  }

  @Test
  void fileOfThatNameIsTakenOfSeveral() throws Exception {
    String files = stored("a.md", "first") + "," + stored("b.md", "the second");
    gateway.stream(done(24, "See **both**.", files));

    Run run = shell.run("release-notes", "--repo", "/srv", "--output", "b.md");

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("See **both**.\n");
    assertThat(run.err())
        .contains("Saved b.md (10 bytes).\na.md (text/markdown, 5 bytes)\n  ./mycelium fetch ");
    assertThat(shell.work.resolve("b.md")).hasContent("the second");
  }

  @Test
  void nameOfNoneOfSeveralFilesSavesNoneAndListsThemAll() throws Exception {
    String files = stored("a.md", "first") + "," + stored("b.md", "the second");
    gateway.stream(done(24, "See both.", files));
    gateway.stream(done(24, "See both.", files));
    gateway.stream(done(24, "See both.", files));

    Run run = shell.run("release-notes", "--repo", "/srv", "--output", "c.md");
    Run out = shell.run("release-notes", "--repo", "/srv", "--output", "-");
    Run json = shell.run("release-notes", "--repo", "/srv", "--output", "c.md", "--json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("See both.\n");
    assertThat(run.err())
        .contains("'c.md' names none of the 2 files", " --output a.md\n", " --output b.md\n");
    assertThat(shell.work.resolve("c.md")).doesNotExist();
    assertThat(out.code()).isEqualTo(2);
    assertThat(out.out()).isEmpty();
    assertThat(out.err()).endsWith("See both.\n");
    assertThat(json.code()).isEqualTo(2);
    assertThat(json.out().lines()).hasSize(1);
    assertThat(json.err()).contains(" --output a.md\n");
  }

  @Test
  void onlyFileIsTakenWhateverItsName() throws Exception {
    String file = stored("n.md", "# Notes\n");
    gateway.stream(done(24, "See the file.", file));
    gateway.stream(done(24, "See the file.", file));

    Run saved = shell.run("release-notes", "--repo", "/srv", "--output", "other.md");
    Run out = shell.run("release-notes", "--repo", "/srv", "--output", "-");

    assertThat(saved.err()).endsWith("Saved n.md as other.md (8 bytes).\n");
    assertThat(saved.out()).isEqualTo("See the file.\n");
    assertThat(out.out()).isEqualTo("# Notes\n");
    assertThat(out.err()).endsWith("See the file.\n");
  }

  @Test
  void textWithoutFilesIsSavedAndItsSizeTold() {
    gateway.stream(done(24, "All well.", ""));

    Run run = shell.run("release-notes", "--repo", "/srv", "--output", "n.md");

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).endsWith("Saved n.md (10 bytes).\n");
    assertThat(shell.work.resolve("n.md")).hasContent("All well.\n");
  }

  @Test
  void fileIsSavedWholeOrNotAtAll() throws Exception {
    byte[] notes = "# Notes\n".getBytes(StandardCharsets.UTF_8);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(notes));
    String file = stored("n.md", "# Notes\n");
    gateway.stream(done(24, "See the file.", file));
    gateway.stream(done(24, "See the file.", file));
    gateway.stream(done(24, "See the file.", file));

    Run saved = shell.run("release-notes", "--repo", "/srv", "--output", "n.md");
    Run announced = shell.run(LINE);
    gateway.blob(digest, "something else".getBytes(StandardCharsets.UTF_8));
    Run wrong = shell.run("release-notes", "--repo", "/srv", "--output", "wrong.md");

    assertThat(saved.out()).isEqualTo("See the file.\n");
    assertThat(saved.err()).endsWith("Saved n.md (8 bytes).\n");
    assertThat(shell.work.resolve("n.md")).hasBinaryContent(notes);
    assertThat(announced.out()).isEqualTo("See the file.\n");
    assertThat(announced.err())
        .endsWith(
            "n.md (text/markdown, 8 bytes)\n  ./mycelium fetch %s --output n.md\n"
                .formatted(digest));
    assertThat(wrong.code()).isEqualTo(69);
    try (var left = Files.list(shell.work)) {
      assertThat(left).containsExactly(shell.work.resolve("n.md"));
    }
  }

  @Test
  void fileIsFetchedByItsDigest() throws Exception {
    byte[] content = {0, 1, 2, (byte) 200};
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    gateway.blob(digest, content);

    Run run = shell.run("fetch", digest, "--output", "b.bin");
    Run missing = shell.run("fetch", "0".repeat(64), "--output", "c.bin");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualTo("Saved b.bin (4 bytes).\n");
    assertThat(shell.work.resolve("b.bin")).hasBinaryContent(content);
    assertThat(missing.code()).isEqualTo(2);
    assertThat(shell.work.resolve("c.bin")).doesNotExist();
  }

  @Test
  void placeToSaveToIsCheckedBeforeTheCall() throws IOException {
    Files.createDirectory(shell.work.resolve("folder"));

    Run folder = shell.run("release-notes", "--repo", "/srv", "--output", "folder");
    Run nowhere = shell.run("release-notes", "--repo", "/srv", "--output", "no/where.md");

    assertThat(folder.code()).isEqualTo(2);
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(gateway.calls()).isEmpty();
  }
}
