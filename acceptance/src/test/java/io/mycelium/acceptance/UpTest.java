package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.Installation;
import io.mycelium.acceptance.running.Ran;
import io.mycelium.acceptance.running.RunningGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How the gateway starts, stops and does not start.
@Timeout(180)
class UpTest {
  @TempDir Path folder;

  @Test
  void aSecondStartContinuesWithAllState() {
    String key;
    try (RunningGateway first =
        RunningGateway.start(folder.resolve("data"), folder, "--no-drone")) {
      key = first.operatorKey();
      first.call(key, "task-create", "{\"title\":\"outlive\"}");
    }
    try (RunningGateway second =
        RunningGateway.start(folder.resolve("data"), folder, "--no-drone")) {
      assertThat(second.operatorKey()).isEqualTo(key);
      assertThat(second.call(key, "task-list", "{}").body().toString()).contains("outlive");
      assertThat(second.call(key, "task-create", "{\"title\":\"next\"}").body().toString())
          .contains("#2 next");
    }
  }

  @Test
  void secretsAreForTheirOwnerAlone() throws IOException {
    Path data = folder.resolve("data");
    try (RunningGateway _ = RunningGateway.start(data, folder, "--no-drone")) {
      assertThat(mode(data)).isEqualTo("rwx------");
      assertThat(mode(data.resolve("operator.key"))).isEqualTo("rw-------");
      assertThat(mode(data.resolve("gateway.json"))).isEqualTo("rw-------");
    }
  }

  @Test
  void ctrlCStopsEverything() {
    RunningGateway gateway = RunningGateway.start(folder.resolve("data"), folder);
    List<ProcessHandle> children = descendants(gateway);
    assertThat(children).hasSizeGreaterThanOrEqualTo(2);

    gateway.close();

    assertThat(gateway.printed()).contains("stopped");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folder.resolve("data/gateway.json")).doesNotExist();
  }

  @Test
  void theChildrenOfAKilledGatewayEndByThemselves() {
    RunningGateway gateway = RunningGateway.start(folder.resolve("data"), folder);
    List<ProcessHandle> children = descendants(gateway);

    gateway.kill();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aRedisThatDiesIsStartedAgainWithAllItHad() {
    try (RunningGateway gateway =
        RunningGateway.start(folder.resolve("data"), folder, "--no-drone")) {
      String key = gateway.operatorKey();
      gateway.call(key, "task-create", "{\"title\":\"before\"}");

      redis(gateway).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(
                      gateway
                          .call(
                              key,
                              "task-create",
                              "{\"title\":\"after\"}",
                              "Idempotency-Key",
                              "after-1")
                          .status())
                  .isEqualTo(200));
      Answer tasks = gateway.call(key, "task-list", "{}");
      assertThat(tasks.reply().path("rows")).hasSize(2);
    }
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Ran up =
          up(
              "--port",
              Integer.toString(taken.getLocalPort()),
              "--data",
              folder.resolve("data").toString(),
              "--no-drone");

      assertThat(up.exit()).isEqualTo(69);
      assertThat(up.err().strip().lines())
          .singleElement()
          .asString()
          .contains(Integer.toString(taken.getLocalPort()))
          .contains("--port");
    }
  }

  @Test
  void aFolderOfOtherFilesIsLeftAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("papers"));
    Files.writeString(other.resolve("thesis.tex"), "important");
    String before = mode(other);

    Ran up = up("--port", "0", "--data", other.toString(), "--no-drone");

    assertThat(up.exit()).isEqualTo(69);
    assertThat(up.err().strip().lines())
        .singleElement()
        .asString()
        .contains("thesis.tex", "--data");
    assertThat(mode(other)).isEqualTo(before);
    assertThat(other.resolve("lock")).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheDataFolderIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Ran up = up("--port", "0", "--data", file.toString(), "--no-drone");

    assertThat(up.exit()).isEqualTo(69);
    assertThat(up.err().strip().lines()).singleElement().asString().contains("is not a folder");
  }

  @Test
  void aLockedDataFolderIsOneSentence() {
    try (RunningGateway _ = RunningGateway.start(folder.resolve("data"), folder, "--no-drone")) {
      Ran up = up("--port", "0", "--data", folder.resolve("data").toString(), "--no-drone");

      assertThat(up.exit()).isEqualTo(69);
      assertThat(up.err().strip().lines())
          .singleElement()
          .asString()
          .contains("in use")
          .contains("--data");
    }
  }

  @Test
  void anUnreachableRedisIsOneSentenceWithoutItsPassword() {
    Ran up =
        up(
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString(),
            "--no-drone",
            "--redis",
            "redis://:hunter2@127.0.0.1:1");

    assertThat(up.exit()).isEqualTo(69);
    assertThat(up.err().strip().lines())
        .singleElement()
        .asString()
        .contains("127.0.0.1:1")
        .doesNotContain("hunter2");
  }

  @Test
  void settingsOutOfRangeAreOneSentence() {
    Ran up =
        up(
            "--port",
            "99999",
            "--data",
            folder.resolve("data").toString(),
            "--set",
            "drone.slots=0",
            "--set",
            "jobs.beat=5s");

    assertThat(up.exit()).isEqualTo(2);
    assertThat(up.err().strip().lines())
        .singleElement()
        .asString()
        .contains("http.port is '99999', but takes a whole number from 0 to 65535")
        .contains("drone.slots is '0', but takes a whole number from 1 to 64")
        .contains("jobs.beat is 5s, but takes half of jobs.lease at most, which is 6s");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void anUnknownOptionOffersTheNearest() {
    Ran up = up("--prot", "1");

    assertThat(up.exit()).isEqualTo(2);
    assertThat(up.err()).contains("did you mean --port");
  }

  private static List<ProcessHandle> descendants(RunningGateway gateway) {
    return ProcessHandle.of(gateway.pid()).orElseThrow().descendants().toList();
  }

  private static Optional<ProcessHandle> redis(RunningGateway gateway) {
    return descendants(gateway).stream()
        .filter(p -> p.info().command().orElse("").contains("redis-server"))
        .findFirst();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Ran up(String... options) {
    String[] words = new String[options.length + 1];
    words[0] = "up";
    System.arraycopy(options, 0, words, 1, options.length);
    try {
      Process process = new ProcessBuilder(Installation.gateway(words)).start();
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(
          process.exitValue(),
          out,
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
