package io.mycelium.functions.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFolderTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("notes"));
    write("function.yaml", "name: notes");
  }

  @Test
  void regularFilesAreThePackage() throws IOException {
    write("lib/deep/a.py", "a");
    Path script = write("run.sh", "echo");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    PackageFolder.Read read = PackageFolder.read(folder);

    assertThat(read.problems()).isEmpty();
    assertThat(read.files())
        .extracting(PackageFile::path)
        .containsExactly("function.yaml", "lib/deep/a.py", "run.sh");
    assertThat(read.files())
        .extracting(PackageFile::executable)
        .containsExactly(false, false, true);
  }

  @Test
  void hiddenFilesAndLeftoversArePassedOver() throws IOException {
    String digest = digest();
    write(".git/config", "x");
    write(".DS_Store", "x");
    write("lib/__pycache__/a.pyc", "x");
    Files.createSymbolicLink(folder.resolve(".link"), Path.of("/etc/passwd"));

    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void digestSpeaksOfContentNotOfTimes() throws IOException {
    String digest = digest();
    Files.setLastModifiedTime(
        folder.resolve("function.yaml"), java.nio.file.attribute.FileTime.fromMillis(0));

    assertThat(digest()).isEqualTo(digest);
    write("function.yaml", "name: other");
    assertThat(digest()).isNotEqualTo(digest);
  }

  @Test
  void symbolicLinksAreRefusedWhereverTheyPoint() throws IOException {
    Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(folder.resolve("folder"), Path.of("/etc"));
    Files.createSymbolicLink(folder.resolve("within"), Path.of("function.yaml"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));

    PackageFolder.Read read = PackageFolder.read(folder);

    assertThat(read.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "dangling: is a symbolic link; a package has files of its own only",
            "folder: is a symbolic link; a package has files of its own only",
            "out: is a symbolic link; a package has files of its own only",
            "within: is a symbolic link; a package has files of its own only");
    assertThat(read.files()).extracting(PackageFile::path).containsExactly("function.yaml");
  }

  @Test
  void folderThatIsALinkItselfIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(parent.resolve("link"), folder);

    assertThat(PackageFolder.read(link).problems()).hasSize(1);
  }

  @Test
  void pipeIsRefusedNotRead() throws Exception {
    int made = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();

    assertThat(made).isZero();
    assertThat(PackageFolder.read(folder).problems())
        .extracting(Problem::toString)
        .containsExactly("pipe: is neither a file nor a folder that lies within reach");
  }

  @Test
  void oddAndLongNamesAreRefused() throws IOException {
    write("a\nb", "x");
    write("back\\slash", "x");
    write("x".repeat(101), "x");

    assertThat(PackageFolder.read(folder).problems())
        .hasSize(3)
        .allSatisfy(problem ->
            assertThat(problem.cause())
                .isEqualTo("has a path with odd characters or of more than 100 bytes"))
        .extracting(Problem::file)
        .contains("a b", "back\\slash");
  }

  @Test
  void tooManyFilesAreRefusedWithoutReadingThem() throws IOException {
    for (int i = 0; i < PackageArchive.MAX_FILES; i++) {
      write("f" + i, "");
    }

    PackageFolder.Read read = PackageFolder.read(folder);

    assertThat(read.problems())
        .extracting(Problem::cause)
        .containsExactly("has more than 200 files");
    assertThat(read.files()).isEmpty();
  }

  @Test
  void tooLargeAFolderIsRefused() throws IOException {
    Files.write(folder.resolve("large"), new byte[PackageArchive.MAX_BYTES]);

    assertThat(PackageFolder.read(folder).problems())
        .extracting(Problem::cause)
        .containsExactly("is larger than 4 MiB");
  }

  @Test
  void deepFoldersAreRefused() throws IOException {
    write("1/2/3/4/5/6/7/8/9/10/11/12/13/a", "x");

    assertThat(PackageFolder.read(folder).problems()).hasSize(1);
  }

  @Test
  void shippedDigestsAreThoseOfTheFoldersWithAManifest() throws IOException {
    Files.createDirectory(parent.resolve("no-function"));
    Files.writeString(parent.resolve("README.md"), "x");

    assertThat(PackageFolder.digests(parent)).containsExactly(digest());
    assertThat(PackageFolder.digests(parent.resolve("missing"))).isEmpty();
  }

  private String digest() throws IOException {
    List<PackageFile> files = PackageFolder.read(folder).files();
    return PackageFolder.digest(PackageArchive.write(files));
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
