package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.SandboxFixture.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a contained command cannot see, write or reach.
@NeedsBubblewrap
final class IsolationTest {
  /// Stands for the device of a card: it gives zeros.
  private static final Path MADE_UP =
      Path.of("/dev/mycelium-test-" + ProcessHandle.current().pid());

  private final SandboxFixture fixture = SandboxFixture.contained();

  IsolationTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void commandIsNobodyWithoutAnyRight() throws Exception {
    Ended ended =
        fixture.ended(fixture.shell("id -u; id -G; grep -E '^(Cap|NoNewPrivs)' /proc/self/status"));

    String none = "0000000000000000";
    assertThat(ended.stdout().lines().map(line -> line.replace("\t", " ")))
        .containsExactly(
            "65534",
            "65534",
            "CapInh: " + none,
            "CapPrm: " + none,
            "CapEff: " + none,
            "CapBnd: " + none,
            "CapAmb: " + none,
            "NoNewPrivs: 1");
  }

  @Test
  void filesOutsideOfTheMountsAreNotThere() throws Exception {
    Path identity = Files.writeString(fixture.folder("data").resolve("identity"), "secret");

    Ended ended =
        fixture.ended(fixture.shell("cat /etc/shadow %s; ls /root /home /var".formatted(identity)));

    assertThat(ended.stdout()).isEmpty();
    assertThat(ended.stderr().lines()).hasSize(5).allMatch(line -> line.contains("No such file"));
  }

  @Test
  void readablePathIsReadAtItsOwnPlace() throws Exception {
    Path repository = fixture.folder("closed/repository");
    Files.writeString(repository.resolve("file"), "contents");
    Files.setPosixFilePermissions(
        repository.getParent(), PosixFilePermissions.fromString("rwx------"));
    Run run = fixture.run("cat", repository + "/file").withReadable(List.of(repository));

    assertThat(fixture.ended(run).stdout()).isEqualTo("contents");
  }

  @Test
  void deviceIsUsedByARunThatWasGivenItAndByNoOther() throws Exception {
    assumeTrue(
        did("mknod", "--mode=666", MADE_UP.toString(), "c", "1", "5"), "a device can be made");
    try {
      String read = "head -c 3 %s | od -An -tx1".formatted(MADE_UP);

      Ended with = fixture.ended(fixture.shell(read).withDevices(List.of(MADE_UP)));
      Ended without = fixture.ended(fixture.shell(read));

      assertThat(with.stdout().strip()).isEqualTo("00 00 00");
      assertThat(without.stderr()).contains("No such file");
    } finally {
      Files.delete(MADE_UP);
    }
  }

  private static boolean did(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  @Test
  void readablePathCannotBeWrittenEvenWhenEverybodyMay() throws Exception {
    Path folder = fixture.folder("open");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Run run = fixture.shell("touch %s/new".formatted(folder)).withReadable(List.of(folder));

    Ended ended = fixture.ended(run);

    assertThat(ended.stderr()).contains("Read-only file system");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writablePathBelowAReadableOneCanBeChangedAndNothingBesideIt() throws Exception {
    Path root = fixture.folder("root");
    Path target = fixture.folder("root/target");
    Path data = fixture.folder("root/target/.mycelium");
    for (Path folder : List.of(root, target, data)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Run run =
        fixture
            .shell(
                "cd %s; echo new >target/new; ln -s .. target/up; touch beside target/up/over target/.mycelium/key"
                    .formatted(root))
            .withReadable(List.of(root))
            .withWritable(List.of(target))
            .withMasked(List.of(data));

    Ended ended = fixture.ended(run);

    assertThat(target.resolve("new")).hasContent("new\n");
    assertThat(ended.stderr().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("Read-only file system"));
    assertThat(root).isDirectoryNotContaining("glob:**/{beside,over}");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void maskedFolderAndFileBelowAReadablePathAreHidden() throws Exception {
    Path root = fixture.folder("root");
    Path data = fixture.folder("root/.mycelium");
    Files.writeString(data.resolve("redis.aof"), "secret");
    Path identity = Files.writeString(root.resolve("identity"), "secret");
    Files.writeString(root.resolve("readme"), "public");
    Run run =
        fixture
            .shell(
                "cd %s; cat readme; ls -A .mycelium; cat .mycelium/redis.aof identity"
                    .formatted(root))
            .withReadable(List.of(root))
            .withMasked(List.of(data, identity, root.resolve("missing")));

    Ended ended = fixture.ended(run);

    assertThat(ended.stdout()).isEqualTo("public");
    assertThat(ended.stderr()).contains("redis.aof: No such file", "identity: Permission denied");
  }

  @Test
  void symbolicLinkOutOfTheWorkFolderLeadsNowhere() throws Exception {
    Path victim = Files.writeString(fixture.folder("outside").resolve("victim"), "untouched");
    Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-rw-rw-"));

    Ended ended =
        fixture.ended(fixture.shell("ln -s %s link; echo owned > link".formatted(victim)));

    assertThat(ended.outcome()).isNotEqualTo(new Outcome.Exited(0));
    assertThat(victim).hasContent("untouched");
  }

  @Test
  void nothingButTheWorkFolderAndScratchIsWritable() throws Exception {
    Ended ended =
        fixture.ended(
            fixture.shell(
                "for f in / /dev /etc /usr /proc /work /tmp /dev/shm $HOME; do touch $f/new 2>/dev/null && echo $f; done"));

    assertThat(ended.stdout().lines()).containsExactly("/work", "/tmp", "/dev/shm", "/tmp/home");
  }

  @Test
  void scratchIsBounded() throws Exception {
    Ended ended =
        fixture.ended(
            fixture.shell(
                "for d in /tmp /dev/shm; do for f in 1 2 3; do head -c 60M /dev/zero > $d/$f || echo $d; done; done"));

    assertThat(ended.stdout().lines()).containsExactly("/tmp", "/dev/shm");
  }

  @Test
  void loopbackOfTheMachineIsReachedOnlyWithTheNetwork() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Run run =
          fixture.run(
              "python3",
              "-c",
              "import socket; socket.create_connection(('127.0.0.1', %d), 5); print('reached')"
                  .formatted(server.getLocalPort()));

      Ended without = fixture.ended(run);
      Ended with = fixture.ended(run.withNetwork(new NetworkPolicy.Full()));

      assertThat(without.outcome()).isEqualTo(new Outcome.Exited(1));
      assertThat(without.stderr()).contains("Error");
      assertThat(with.stdout()).isEqualTo("reached\n");
    }
  }

  @Test
  void networkIsUnreachable() throws Exception {
    Ended ended =
        fixture.ended(
            fixture.run(
                "python3", "-c", "import socket; socket.create_connection(('192.0.2.1', 80), 5)"));

    assertThat(ended.stderr()).contains("Network is unreachable");
  }

  @Test
  void processesOfTheMachineAreNotSeen() throws Exception {
    Ended ended = fixture.ended(fixture.shell("ls -d /proc/[0-9]* | wc -l"));

    assertThat(Integer.parseInt(ended.stdout().strip())).isLessThan(6);
  }

  @Test
  void variableForTheDynamicLinkerDoesNotReachWhatPreparesTheCommand() throws Exception {
    Run run = fixture.shell("echo ran");
    Files.writeString(run.workFolder().resolve("no-library.so"), "no library");

    Ended ended = fixture.ended(run.withEnvironment(Map.of("LD_PRELOAD", "/work/no-library.so")));

    assertThat(ended.stdout()).isEqualTo("ran\n");
    assertThat(ended.stderr().lines()).hasSize(1);
  }

  @Test
  void forkBombIsBounded() throws Exception {
    String bomb =
        """
        import os, sys, time
        made = 0
        try:
            while True:
                if os.fork() == 0:
                    time.sleep(1000)
                made += 1
        except BlockingIOError:
            print(made, flush=True)
        """;

    Ended ended = fixture.ended(fixture.run("python3", "-c", bomb));

    assertThat(Integer.parseInt(ended.stdout().strip())).isBetween(10, 64);
    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
  }
}
