package io.mycelium.redis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchdogTest {
  @TempDir Path folder;
  private Process gateway;
  private BufferedReader output;
  private List<ProcessHandle> family;

  @BeforeEach
  void startGateway() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classpath = System.getProperty("java.class.path");
    // A build that runs in the background has the interrupt ignored, and so would its children.
    ProcessBuilder builder =
        new ProcessBuilder(
            "env",
            "--default-signal=INT",
            "setsid",
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classpath);
    builder.command().addAll(List.of(GatewayStandIn.class.getName(), folder.toString()));
    gateway = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    output = gateway.inputReader();
  }

  @AfterEach
  void endGateway() {
    gateway.destroyForcibly();
  }

  private ProcessHandle awaitRedis() throws IOException {
    String line;
    do {
      line = output.readLine();
    } while (line != null && !line.matches("[0-9]+"));
    assertThat(line).as("process id of Redis").isNotNull();
    family = gateway.descendants().toList();
    return ProcessHandle.of(Long.parseLong(line)).orElseThrow();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingOutlivesAGatewayThatIsKilled() throws IOException {
    ProcessHandle redis = awaitRedis();
    assertThat(family).contains(redis).hasSizeGreaterThanOrEqualTo(2);

    gateway.destroyForcibly();

    await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nextGatewayFindsTheDataOfAKilledOne() throws IOException {
    awaitRedis();

    gateway.destroyForcibly().onExit().join();

    try (EmbeddedRedis next = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder))) {
      assertThat(TestRedis.ask(next.address(), "GET", "kept")).isEqualTo("yes");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void interruptOfTheForegroundGroupLeavesRedisToTheGateway() throws Exception {
    awaitRedis();

    new ProcessBuilder("kill", "-INT", "--", "-" + gateway.pid()).start().waitFor();

    assertThat(output.readLine()).isEqualTo("answered");
    assertThat(gateway.waitFor(10, TimeUnit.SECONDS)).isTrue();
    await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }
}
