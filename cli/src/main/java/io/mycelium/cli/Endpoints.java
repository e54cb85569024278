package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.wire.DataFolder;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.cli.wire.Troubles;
import io.mycelium.core.command.ShellWords;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the gateway to call and the key to call it with.
///
/// The operator's key of the data folder goes only to the gateway that the data folder names, while
/// its process lives: another program could listen at the address since, and another address is
/// another's gateway.
final class Endpoints {
  private static final Line NOTHING = new Line(Map.of(), List.of());

  private final Surroundings around;
  private final Path data;

  Endpoints(Surroundings around, Path data) {
    this.around = around;
    this.data = data;
  }

  /// Where it looks.
  DataFolder folder() {
    return new DataFolder(
        data,
        data.equals(dataFolder(around, NOTHING))
            ? ""
            : " --data " + ShellWords.quote(data.toString()));
  }

  /// The folder that the line, the environment or custom names.
  static Path dataFolder(Surroundings around, Line line) {
    String named = line.value(Global.DATA).orElse(around.variable("MYCELIUM_DATA"));
    return named.isEmpty()
        ? around.home().resolve(".mycelium")
        : around.workingFolder().resolve(named).normalize();
  }

  /// The folder to begin with, while it is not known whether `--data` is an option of the command's
  /// own: what the line names if there is a gateway, else as if it named none.
  static Path likelyDataFolder(Surroundings around, Line line) {
    Path named = dataFolder(around, line);
    return Files.exists(named.resolve("gateway.json")) ? named : dataFolder(around, NOTHING);
  }

  /// The gateway as it is now.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when there is none, or no key for it
  Endpoint find() {
    String given = around.variable("MYCELIUM_URL");
    Optional<JsonNode> running = running();
    if (given.isEmpty() && running.isEmpty()) {
      throw Troubles.noGateway(folder()).stop();
    }
    String local = running.map(r -> r.path("url").asText("")).orElse("");
    URI url = url(given.isEmpty() ? local : given);
    boolean own = !local.isEmpty() && url.equals(url(local));
    String key = around.variable("MYCELIUM_KEY");
    if (!key.isEmpty()) {
      return endpoint(url, key.strip(), "MYCELIUM_KEY");
    }
    Path file = data.resolve("operator.key");
    if (!own) {
      throw Problem.local(
              ExitCode.FORBIDDEN,
              "no-key",
              "There is no key for %s; set MYCELIUM_KEY to one that an operator gave you."
                  .formatted(url))
          .stop();
    }
    return endpoint(url, operatorKey(file), file.toString());
  }

  private Endpoint endpoint(URI url, String key, String source) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
        throw Problem.local(ExitCode.FORBIDDEN, "bad-key", "%s holds no key.".formatted(source))
            .stop();
      }
    }
    boolean given = !around.variable("MYCELIUM_URL").isEmpty();
    return new Endpoint(url, key, source, given ? Optional.empty() : Optional.of(folder()));
  }

  /// What the data folder says of a gateway whose process lives.
  private Optional<JsonNode> running() {
    try {
      JsonNode gateway = Trees.parse(Files.readAllBytes(data.resolve("gateway.json")));
      long process = gateway.path("pid").asLong(0);
      return process == 0 || ProcessHandle.of(process).isPresent()
          ? Optional.of(gateway)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(data.resolve("gateway.json"));
    }
  }

  private static String operatorKey(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static RuntimeException unreadable(Path file) {
    return Problem.local(
            ExitCode.FORBIDDEN,
            "no-key",
            "%s cannot be read; it belongs to whoever started the gateway. Set MYCELIUM_URL and MYCELIUM_KEY instead."
                .formatted(file))
        .stop();
  }

  private static URI url(String text) {
    try {
      var url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static RuntimeException wrong(String text) {
    return Problem.local(
            ExitCode.USAGE,
            "bad-url",
            "'%s' is no address of a gateway, such as http://127.0.0.1:8080."
                .formatted(io.mycelium.core.text.PlainText.line(text, 80)))
        .stop();
  }
}
