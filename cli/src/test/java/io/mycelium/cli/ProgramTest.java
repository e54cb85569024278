package io.mycelium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own.
@Timeout(60)
class ProgramTest {
  @TempDir Path temp;

  private ProcessBuilder program(String... args) {
    List<String> line =
        new ArrayList<>(
            List.of(
                // A build that runs in the background has the interrupt ignored.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + temp,
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                "io.mycelium.cli.Main"));
    line.addAll(List.of(args));
    var builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> name.startsWith("MYCELIUM_"));
    return builder;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void trainingRunSucceedsAndLeavesNothing() throws Exception {
    Process process = program("--train").redirectErrorStream(true).start();

    assertThat(text(process.getInputStream())).isEmpty();
    assertThat(process.waitFor()).isZero();
    try (var left = Files.list(temp)) {
      assertThat(left.filter(path -> !path.getFileName().toString().startsWith("hsperfdata")))
          .isEmpty();
    }
  }

  @Test
  void interruptStopsTheWaitAndSaysHowToLookLater() throws Exception {
    try (var gateway = new StandInGateway()) {
      gateway.accept("release-notes", Samples.PENDING);
      Shell.names(temp.resolve(".mycelium"), gateway.url(), ProcessHandle.current().pid());
      Process process = program("release-notes", "--repo", "/srv").start();
      assertThat(gateway.streamOpen().await(30, TimeUnit.SECONDS)).isTrue();

      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(text(process.getErrorStream()))
          .endsWith(
              "You stopped waiting; it goes on. To look later:\n  ./mycelium approval show 1\n");
      assertThat(text(process.getInputStream())).isEmpty();
    }
  }
}
