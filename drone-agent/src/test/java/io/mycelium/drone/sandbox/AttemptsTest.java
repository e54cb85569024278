package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a job might try against the machine and the drone, with a drone that is root and with one
/// that is an ordinary user.
@NeedsBubblewrap
final class AttemptsTest {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final Path home = TemporaryFolders.create("attempts");
  private final OtherProcess other = new OtherProcess();

  AttemptsTest() throws IOException {}

  @AfterEach
  void delete() throws IOException {
    other.close();
    TemporaryFolders.delete(home);
  }

  @Test
  void nothingIsGainedFromADroneOfTheUserOfTheTests() throws Exception {
    assertNothingGained(tried(List.of()));
  }

  @Test
  void nothingIsGainedFromADroneOfAnOrdinaryUser() throws Exception {
    assumeTrue(ProcTable.ownUser().equals(Optional.of(0L)), "only root can become another user");

    Map<String, String> said = tried(AS_NOBODY);

    assertNothingGained(said);
    assertThat(said).containsKey("BUBBLEWRAP prlimit");
  }

  private static void assertNothingGained(Map<String, String> said) {
    assertThat(said.values()).noneMatch(text -> text.contains(Attempts.SECRET + " |"));
    for (String attempt : List.of("read-key", "read-shadow", "write-identity", "climb")) {
      assertThat(said.get(attempt)).as(attempt).doesNotContain("code=0").doesNotContain("a-key");
    }
    assertThat(said.get("write-through-link")).doesNotContain("code=0");
    assertThat(said).containsEntry("identity", Attempts.SECRET);
    assertThat(said.get("reach-gateway")).contains("Connection refused");
    assertThat(said.get("reach-network")).contains("Network is unreachable");
    assertThat(said.get("reach-gateway-beside-the-proxy")).contains("Connection refused");
    assertThat(said.get("reach-gateway-by-the-proxy")).contains("Forbidden", "was refused");
    assertThat(said).containsEntry("gateway", "not reached");
    assertThat(said.get("allocate")).containsAnyOf("MemoryError", "OutOfMemory");
    assertThat(said.get("fork")).contains("Resource temporarily unavailable");
    assertThat(said.get("leave-a-child")).startsWith("TimedOut");
    assertThat(said).containsEntry("left", "0");
    assertThat(said.get("still-works")).isEqualTo("Exited[code=0] yes");
  }

  private Map<String, String> tried(List<String> prefix) throws IOException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path folder = Files.createDirectory(home.resolve("drone"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    String name = "left-" + UUID.randomUUID();
    Process process = other.start(prefix, Attempts.class, List.of(folder.toString(), name));
    return process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0],
                parts -> parts.length == 2 ? parts[1] : "",
                (first, second) -> first + " " + second));
  }
}
