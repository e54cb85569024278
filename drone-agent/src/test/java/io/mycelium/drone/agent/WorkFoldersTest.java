package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class WorkFoldersTest {
  /// Further down than a path can lead, and than a stack.
  private static final String DEEP =
      "import os\nfor i in range(12000): os.mkdir('d'); open('f', 'w').close(); os.chdir('d')";

  @TempDir Path home;

  private WorkFolders folders;

  @BeforeEach
  void open() throws IOException {
    folders = new WorkFolders(home.resolve("work").toAbsolutePath());
  }

  @Test
  void folderThatIsDeeperThanAPathIsRemoved() throws Exception {
    Path work = folders.fresh(lease(1));
    run(work, "python3", "-c", DEEP);

    folders.remove(lease(1));

    assertThat(home.resolve("work")).isEmptyDirectory();
  }

  @Test
  void closedFoldersAndLinksAreRemovedAndNothingBehindThem() throws Exception {
    Path outside = Files.writeString(home.resolve("outside"), "kept");
    Path folder = Files.createDirectory(home.resolve("folder"));
    Files.writeString(folder.resolve("kept"), "kept");
    Path work = folders.fresh(lease(1));
    run(
        work,
        "sh",
        "-c",
        "mkdir -p a/b; touch a/b/f; ln -s %s l; ln -s %s a/b/l; chmod 0 a/b a; mkfifo p"
            .formatted(outside, folder));

    folders.remove(lease(1));

    assertThat(home.resolve("work")).isEmptyDirectory();
    assertThat(outside).hasContent("kept");
    assertThat(folder.resolve("kept")).hasContent("kept");
  }

  @Test
  void nextDroneRemovesWhatAnEarlierOneLeft() throws Exception {
    Path left = folders.fresh(lease(1));
    Files.writeString(Files.createDirectory(left.resolve("a")).resolve("f"), "left");
    Files.createDirectories(home.resolve("work/half-removed.gone/0/b"));
    Files.writeString(home.resolve("work/stray"), "left");

    new WorkFolders(home.resolve("work"));

    assertThat(home.resolve("work")).isEmptyDirectory();
  }

  @Test
  void jobThatComesAgainFindsAnEmptyFolder() throws Exception {
    Path first = folders.fresh(lease(1));
    Files.writeString(first.resolve("f"), "of the first");

    Path again = folders.fresh(lease(1));

    assertThat(again).isEqualTo(first).isEmptyDirectory();
    assertThat(folders.fresh(lease(2))).isNotEqualTo(first);
  }

  private static Lease lease(long fence) {
    return new Lease(new JobId("job_one"), new DroneId("drn_one"), fence);
  }

  private static void run(Path folder, String... line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(line)).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
