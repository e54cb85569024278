package io.mycelium.redis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  @TempDir Path folder;

  private EmbeddedRedis start() {
    return EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder));
  }

  @Test
  void answersToItsPasswordAlone() {
    try (EmbeddedRedis redis = start()) {
      RedisAddress address = redis.address();

      assertThat(TestRedis.ask(address, "PING")).isEqualTo("PONG");
      assertThatThrownBy(
              () -> TestRedis.ask(new RedisAddress(address.host(), address.port(), ""), "PING"))
          .hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void passwordIsLongAndNew(@TempDir Path other) {
    try (EmbeddedRedis redis = start();
        EmbeddedRedis second = EmbeddedRedis.start(EmbeddedRedis.Settings.in(other))) {
      assertThat(redis.address().password()).hasSize(64);
      assertThat(redis.address().password()).isNotEqualTo(second.address().password());
      assertThat(redis.address()).hasToString("127.0.0.1:" + redis.address().port());
    }
  }

  @Test
  void passwordIsNeitherInAFileNorInAProcessList() throws IOException {
    try (EmbeddedRedis redis = start();
        Stream<Path> files = Files.walk(folder)) {
      String password = redis.address().password();
      TestRedis.ask(redis.address(), "SET", "a", "b");

      Stream<String> commandLines =
          ProcessHandle.current().descendants().map(process -> process.info().toString());
      assertThat(commandLines).isNotEmpty().noneMatch(line -> line.contains(password));
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written)
          .isNotEmpty()
          .noneMatch(file -> contentOf(file).contains(redis.address().password()));
    }
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void programIsForItsOwnerAlone() throws IOException {
    start().stop();

    Path program = folder.resolve(RedisBinary.ofThisMachine().name());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program)))
        .isEqualTo("rwx------");
  }

  @Test
  void truncatedProgramIsReplaced() throws IOException {
    Path program = folder.resolve(RedisBinary.ofThisMachine().name());
    Files.writeString(program, "not a program");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    try (EmbeddedRedis redis = start()) {
      assertThat(redis.alive()).isTrue();
    }
  }

  @Test
  void neverEvictsAndAppendsEveryWrite() {
    var settings =
        EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS);
    try (EmbeddedRedis redis = EmbeddedRedis.start(settings)) {
      assertThat(configured(redis, "maxmemory-policy")).isEqualTo("noeviction");
      assertThat(configured(redis, "appendonly")).isEqualTo("yes");
      assertThat(configured(redis, "appendfsync")).isEqualTo("always");
      assertThat(configured(redis, "save")).isEmpty();
      assertThat(configured(redis, "bind")).isEqualTo("127.0.0.1");
    }
  }

  private static String configured(EmbeddedRedis redis, String name) {
    return TestRedis.ask(redis.address(), "CONFIG", "GET", name).substring(name.length() + 1);
  }

  @Test
  void folderWithQuotesAndSpacesHoldsTheData() {
    Path odd = folder.resolve("a \"b\" \\c 'ü' $HOME");
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(odd))) {
      assertThat(TestRedis.ask(redis.address(), "SET", "a", "b")).isEqualTo("OK");
      assertThat(odd.resolve("appendonlydir")).isDirectory();
    }
  }

  @Test
  void stopLeavesNoProcessAndKeepsTheData() {
    EmbeddedRedis first = start();
    List<ProcessHandle> family = ProcessHandle.current().descendants().toList();
    ProcessHandle server = ProcessHandle.of(first.pid()).orElseThrow();
    assertThat(family).contains(server);
    TestRedis.ask(first.address(), "SET", "a", "b");

    first.stop();
    first.stop();

    assertThat(first.alive()).isFalse();
    assertThat(server.isAlive()).isFalse();
    try (EmbeddedRedis second = start()) {
      assertThat(TestRedis.ask(second.address(), "GET", "a")).isEqualTo("b");
    }
  }

  @Test
  void takenPortIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder).onPort(port)))
          .isInstanceOf(RedisStartException.PortTaken.class)
          .hasMessageContaining("Port " + port);
    }
    start().stop();
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedRedis.start(EmbeddedRedis.Settings.in(file.resolve("data"))))
        .isInstanceOf(RedisStartException.FolderNotWritable.class)
        .hasMessageContaining(file.resolve("data").toString());
  }

  @Test
  void folderHoldsOneRedisAtATime() {
    try (EmbeddedRedis redis = start()) {
      assertThat(redis.alive()).isTrue();

      assertThatThrownBy(this::start).isInstanceOf(RedisStartException.FolderInUse.class);
    }
  }

  @Test
  void brokenDataIsReportedInTheWordsOfRedis() throws IOException {
    start().stop();
    try (Stream<Path> files = Files.list(folder.resolve("appendonlydir"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".manifest")).toList()) {
        Files.writeString(file, "nonsense\n");
      }
    }

    assertThatThrownBy(this::start)
        .isInstanceOf(RedisStartException.NotReady.class)
        .hasMessageContaining("manifest");
  }

  @Test
  void windowsIsToldToUseWsl() {
    assertThatThrownBy(() -> RedisBinary.of("Windows 11", "amd64"))
        .isInstanceOf(RedisStartException.UnsupportedPlatform.class)
        .hasMessageContaining("use WSL")
        .hasMessageContaining("--redis URL");
  }

  @Test
  void everySupportedPlatformHasItsProgram() {
    assertThat(
            Stream.of(
                    RedisBinary.of("Linux", "amd64"),
                    RedisBinary.of("Linux", "aarch64"),
                    RedisBinary.of("Mac OS X", "x86_64"),
                    RedisBinary.of("Mac OS X", "aarch64"))
                .map(RedisBinary::name))
        .containsExactly(
            "redis-server-7.0.15-linux-amd64",
            "redis-server-7.0.15-linux-arm64",
            "redis-server-7.0.15-darwin-amd64",
            "redis-server-7.0.15-darwin-arm64");
  }
}
