package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What holds when the drone is killed, and when it is another user than the tests.
final class OtherProcessTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final Path home = TemporaryFolders.create("other");
  private final OtherProcess other = new OtherProcess();

  OtherProcessTest() throws IOException {}

  @AfterEach
  void delete() throws IOException {
    other.close();
    LeftGroups.remove(home);
    TemporaryFolders.delete(home);
  }

  @Test
  @NeedsBubblewrap
  void killOfTheDroneLeavesNothingOfAContainedRun() throws Exception {
    String name = "orphan-" + UUID.randomUUID();
    Process drone = startDeaf("probe", name);

    drone.destroyForcibly().waitFor();

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(Processes.whoseCommandHolds(name)).isEmpty());
  }

  @Test
  @NeedsBubblewrap
  void killOfTheDroneWhileASandboxIsBuiltLeavesNothingOfIt() throws Exception {
    String name = "unborn-" + UUID.randomUUID();
    Path slow = Files.createDirectory(home.resolve("programs")).resolve("bwrap");
    Files.writeString(slow, "#!/bin/sh\nsleep 0.5\nexec bwrap \"$@\"\n");
    Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process drone = other.start(List.of(), "probe", home, "sleep 1000; : " + name, List.of());
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(SOON)
        .until(() -> Processes.whoseCommandHolds(name).size() > 1);

    drone.destroyForcibly().waitFor();

    // Until the slow start is over, nothing can be said.
    await()
        .during(Duration.ofSeconds(1))
        .atMost(SOON)
        .until(() -> Processes.whoseCommandHolds(name).isEmpty());
  }

  @Test
  void nextSandboxEndsWhatAKilledDroneLeftUncontained() throws Exception {
    String name = "orphan-" + UUID.randomUUID();
    Process drone = startDeaf("none", name);
    drone.destroyForcibly().waitFor();
    assertThat(Processes.whoseCommandHolds(name)).isNotEmpty();

    new Sandbox(
            new Containment.None("test", "none"),
            new ResourceControl.PerProcess("test"),
            Programs.ofSystem(),
            home.resolve("sandbox"),
            Duration.ofSeconds(1))
        .close();

    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  @NeedsBubblewrap
  void historyOfARepositoryIsReadByTheUserOfTheTests() throws Exception {
    Path repository = repository(home.resolve("closed"), "rwx------");

    assertThat(output(List.of(), "git -C %s log --format=%%s".formatted(repository), repository))
        .contains("first commit", "Exited[code=0]");
  }

  @Test
  @NeedsBubblewrap
  void ordinaryUserContainsAndReadsTheRepositoryOfAnother() throws Exception {
    assumeTrue(ProcTable.ownUser().equals(Optional.of(0L)), "only root can become another user");
    open(home);
    Path repository = repository(home.resolve("open"), "rwxr-xr-x");
    String script =
        "git -C %s log --format=%%s; id -u; grep CapBnd /proc/self/status; unshare -U true; cat /etc/shadow; touch /new /dev/new"
            .formatted(repository);

    List<String> lines = output(AS_NOBODY, script, repository);

    assertThat(lines.getFirst()).contains("Bubblewrap").contains("setpriv=Optional.empty");
    assertThat(lines)
        .contains("first commit", "65534", "CapBnd:\t0000000000000000")
        .contains("stderr: cat: /etc/shadow: No such file or directory")
        .contains("stderr: touch: cannot touch '/new': Read-only file system")
        .contains("stderr: touch: cannot touch '/dev/new': Read-only file system")
        .anyMatch(line -> line.contains("unshare failed"));
  }

  private Process startDeaf(String containment, String name) throws IOException {
    String script =
        "trap '' TERM; setsid sh -c 'sleep 1000; : %s' & echo ready; wait".formatted(name);
    Process drone = other.start(List.of(), containment, home, script, List.of());
    BufferedReader lines = drone.inputReader(StandardCharsets.UTF_8);
    assertThat(lines.lines().takeWhile(line -> !line.equals("ready"))).hasSize(1);
    assertThat(Processes.whoseCommandHolds(name)).isNotEmpty();
    return drone;
  }

  private List<String> output(List<String> prefix, String script, Path readable)
      throws IOException {
    Path folder = Files.createDirectory(home.resolve("drone"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Process process = other.start(prefix, "probe", folder, script, List.of(readable));
    return process.inputReader(StandardCharsets.UTF_8).lines().toList();
  }

  private static Path repository(Path parent, String permissions) throws Exception {
    Path repository = Files.createDirectories(parent.resolve("repository"));
    git(repository, "init", "--quiet");
    git(
        repository,
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.org",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "first commit");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString(permissions));
    return repository;
  }

  private static void git(Path folder, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    Process git = new ProcessBuilder(line).directory(folder.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
