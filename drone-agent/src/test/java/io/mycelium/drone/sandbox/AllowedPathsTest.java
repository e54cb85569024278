package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.drone.sandbox.PathDecision.Allowed;
import io.mycelium.drone.sandbox.PathDecision.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedPathsTest {
  @TempDir Path temporary;

  private Path base;
  private Path root;
  private AllowedPaths paths;

  @BeforeEach
  void layOut() throws IOException {
    base = temporary.toRealPath();
    root = Files.createDirectories(base.resolve("root"));
    Files.createDirectories(root.resolve("repository"));
    Files.createDirectories(root.resolve(".mycelium/functions.d"));
    Files.createDirectories(base.resolve("root-beside"));
    Files.createFile(base.resolve("secret"));
    paths = AllowedPaths.toRead(List.of(root), List.of(root.resolve(".mycelium")));
  }

  @Test
  void folderAndFileBelowARootAreAllowed() throws IOException {
    Path file = Files.createFile(root.resolve("repository/file"));

    assertThat(decide(root)).isEqualTo(new Allowed(root));
    assertThat(decide(file)).isEqualTo(new Allowed(file));
  }

  @Test
  void whatMayBeWrittenIsSaidAsSuch() {
    AllowedPaths write = AllowedPaths.toWrite(List.of(root), List.of());

    assertThat(write.decide(root.resolve("repository").toString()))
        .isEqualTo(new Allowed(root.resolve("repository")));
    assertThat(((Refused) write.decide(base.resolve("secret").toString())).reason())
        .contains("lies outside of what jobs may write here: " + root);
  }

  @Test
  void dotsThatStayInsideAreResolved() {
    assertThat(decide(root.resolve("repository/../repository/.")))
        .isEqualTo(new Allowed(root.resolve("repository")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/../secret",
        "root/..",
        "secret",
        "root-beside",
        "root/repository/../../missing"
      })
  void pathOutsideIsRefusedWithTheRoots(String outside) {
    assertThat(refusal(base.resolve(outside).toString())).contains("lies outside", root.toString());
  }

  @Test
  void symbolicLinkOutIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), base.resolve("secret"));

    assertThat(refusal(link.toString())).contains("lies outside");
  }

  @Test
  void symbolicLinkInsideIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("repository"));

    assertThat(decide(link)).isEqualTo(new Allowed(root.resolve("repository")));
  }

  @Test
  void missingPathBehindALinkOutTellsNothing() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), base.resolve("root-beside"));

    assertThat(refusal(root + "/out/missing")).contains("lies outside");
  }

  @Test
  void missingPathInsideIsRefusedAsMissing() {
    assertThat(refusal(root + "/missing")).contains("does not exist", root.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".mycelium",
        ".mycelium/functions.d",
        "repository/../.mycelium",
        ".mycelium/missing"
      })
  void maskedFolderIsRefused(String data) {
    assertThat(refusal(root.resolve(data).toString())).contains("no job may read");
  }

  @Test
  void linkToAMaskedFolderIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve(".mycelium"));

    assertThat(refusal(link.toString())).contains("no job may read");
  }

  @Test
  void maskedFolderGivenAsALinkIsRefusedAtItsRealPlace() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("data"), root.resolve(".mycelium"));
    paths = AllowedPaths.toRead(List.of(root), List.of(link));

    assertThat(refusal(root.resolve(".mycelium").toString())).contains("no job may read");
  }

  @Test
  void eachOfSeveralMaskedFoldersIsRefused() {
    paths =
        AllowedPaths.toRead(
            List.of(root),
            List.of(
                base.resolve("missing"), root.resolve("repository"), root.resolve(".mycelium")));

    assertThat(refusal(root + "/repository")).contains("no job may read");
    assertThat(refusal(root + "/.mycelium")).contains("no job may read");
    assertThat(decide(root)).isEqualTo(new Allowed(root));
  }

  @Test
  void rootGivenAsALinkHoldsWhatItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link-to-root"), root);
    paths = AllowedPaths.toRead(List.of(link), List.of(base.resolve("data")));

    assertThat(decide(link.resolve("repository")))
        .isEqualTo(new Allowed(root.resolve("repository")));
    assertThat(decide(root.resolve("repository")))
        .isEqualTo(new Allowed(root.resolve("repository")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"repository", "./repository", "", "~/repository"})
  void relativePathIsRefused(String relative) {
    assertThat(refusal(relative)).contains("is not absolute");
  }

  @Test
  void textThatIsNoPathIsRefused() {
    assertThat(refusal("/a\0b")).contains("is not a path").doesNotContain("\0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tmp", "/proc/self", "/dev/null"})
  void whatASandboxHasItselfIsRefusedEvenBelowARoot(String own) {
    paths = AllowedPaths.toRead(List.of(Path.of("/")), List.of(base.resolve("data")));

    assertThat(refusal(own)).contains("choose a folder below");
  }

  @Test
  void refusalIsSafeToShow() {
    assertThat(refusal("/\u001b[31mred\nline" + "x".repeat(10_000)))
        .startsWith("The path \"/red line")
        .hasSizeLessThan(600)
        .doesNotContain("\u001b", "\n");
  }

  @Test
  void withoutRootsNothingIsAllowed() {
    paths = AllowedPaths.toRead(List.of(), List.of(base.resolve("data")));

    assertThat(refusal(root.toString())).contains("no root is configured");
  }

  private PathDecision decide(Path path) {
    return paths.decide(path.toString());
  }

  private String refusal(String path) {
    PathDecision decision = paths.decide(path);
    assertThat(decision).isInstanceOf(Refused.class);
    return ((Refused) decision).reason();
  }
}
