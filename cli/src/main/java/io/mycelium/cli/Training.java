package io.mycelium.cli;

import io.mycelium.cli.problem.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A run of all that calls go through, so that Java can keep what it loaded for the start-up cache.
/// The gateway is a stand-in inside the process, the data folder a temporary one.
final class Training {
  private static final String ID = "01k2z8x7w6v5t4s3r2q1p0n9m8";

  private Training() {}

  /// Runs some lines of every kind.
  ///
  /// @return [ExitCode#OK] when every line ended as it should
  static ExitCode run(Surroundings real) {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> serve(server));
      Path data = Files.createTempDirectory("mycelium-train");
      try {
        return lines(real, data, "http://127.0.0.1:" + server.getLocalPort());
      } finally {
        delete(data);
      }
    } catch (IOException e) {
      real.err().println("The training run failed: " + e.getMessage());
      real.err().flush();
      return ExitCode.INTERNAL;
    }
  }

  private static ExitCode lines(Surroundings real, Path data, String url) throws IOException {
    Files.writeString(
        data.resolve("gateway.json"),
        "{\"url\":\"%s\",\"pid\":%d}".formatted(url, ProcessHandle.current().pid()));
    Files.writeString(data.resolve("operator.key"), "myc_training\n");
    boolean well = true;
    for (boolean terminal : new boolean[] {false, true}) {
      Surroundings around = around(real, data, terminal);
      for (String line :
          List.of(
              "text",
              "show --file gateway.json",
              "card --json",
              "card",
              "table",
              "file",
              "job",
              "help",
              "text x")) {
        well &= Cli.run(around, List.of(line.split(" "))) == ExitCode.OK;
      }
      well &= Cli.run(around, List.of("refused")) == ExitCode.USAGE;
      well &= Cli.run(around, List.of("txet")) == ExitCode.USAGE;
    }
    return well ? ExitCode.OK : ExitCode.INTERNAL;
  }

  private static Surroundings around(Surroundings real, Path data, boolean terminal) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Surroundings(
        Map.of("MYCELIUM_DATA", data.toString()),
        data,
        data,
        new Terminal(terminal, terminal, terminal, 80),
        new ByteArrayInputStream(new byte[0]),
        nowhere,
        nowhere,
        real.zone(),
        real.clock());
  }

  /// Answers one connection after the other, until the socket is closed. The JDK's own server would
  /// leave its classes in the cache.
  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket call = server.accept()) {
        InputStream in = call.getInputStream();
        String head = head(in);
        int length = head.indexOf("Content-Length: ");
        if (length > 0) {
          int end = head.indexOf('\r', length);
          in.readNBytes(Integer.parseInt(head.substring(length + 16, end)));
        }
        call.getOutputStream().write(answer(head).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The caller sees that its answer is missing.
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no request");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static String answer(String head) throws IOException {
    String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
    int query = path.indexOf('?');
    String whole = query < 0 ? path : path.substring(0, query);
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    return switch (name) {
      case "catalog", "events" -> http("200 OK", part(name).replace("ID", ID));
      case "blobs" -> http("201 Created", part(name));
      case "refused" -> http("400 Bad Request", part(name));
      case "job" -> http("202 Accepted", reply(part(name).replace("ID", ID)));
      default -> http("200 OK", reply(part(name)));
    };
  }

  private static String http(String status, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nETag: \"training\"\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static String reply(String reply) {
    return "{\"request\":\"training\",\"reply\":" + reply + "}";
  }

  /// A part of the script: what follows a line of three signs and the name.
  private static String part(String name) throws IOException {
    try (InputStream in =
        Optional.ofNullable(Training.class.getResourceAsStream("training.txt"))
            .orElseThrow(() -> new IOException("the script is not in the program"))) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int begin = script.indexOf('\n', script.indexOf("\n=== " + name + "\n") + 1) + 1;
      int end = script.indexOf("\n===", begin);
      return script.substring(begin, end) + "\n";
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
