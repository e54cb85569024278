package io.mycelium.cli;

import io.mycelium.cli.show.Zone;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs lines as a shell would, with a data folder of its own.
final class Shell {
  final Map<String, String> environment = new HashMap<>();
  final Path work;
  final Path data;
  Terminal terminal = Terminal.NONE;
  String input = "";

  /// Before anything that [Samples] tells of.
  Instant now = Instant.parse("2026-01-31T11:00:00Z");

  /// What a line left.
  record Run(int code, String out, String err) {}

  private Shell(Path temp) throws IOException {
    work = Files.createDirectories(temp.resolve("work"));
    data = Files.createDirectories(temp.resolve("data"));
    environment.put("MYCELIUM_DATA", data.toString());
  }

  /// A shell whose data folder names the gateway, with this process as the gateway's.
  static Shell before(StandInGateway gateway, Path temp) throws IOException {
    var shell = new Shell(temp);
    names(shell.data, gateway.url(), ProcessHandle.current().pid());
    return shell;
  }

  static void names(Path data, String url, long process) throws IOException {
    Files.createDirectories(data);
    Files.writeString(
        data.resolve("gateway.json"), "{\"url\":\"%s\",\"pid\":%d}".formatted(url, process));
    Files.writeString(data.resolve("operator.key"), StandInGateway.KEY + "\n");
  }

  Run run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var around =
        new Surroundings(
            environment,
            work,
            work.resolve("home"),
            terminal,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Zone.of(ZoneId.of("Europe/Paris")),
            InstantSource.fixed(now));
    int code = Cli.run(around, List.of(args)).code();
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
