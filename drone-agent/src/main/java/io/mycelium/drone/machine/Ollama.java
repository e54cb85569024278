package io.mycelium.drone.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks an Ollama which models it has. Whatever it answers, or does not, harms nothing.
final class Ollama {
  private static final Logger LOG = LoggerFactory.getLogger(Ollama.class);
  private static final String STANDARD = "http://127.0.0.1:11434";
  private static final int STANDARD_PORT = 11434;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int LONGEST_ANSWER = 4 << 20;
  private static final int MOST = 64;
  private static final String NEWEST = ":latest";

  private final URI address;

  Ollama(URI address) {
    this.address = address;
  }

  /// Where it listens, by what `OLLAMA_HOST` says: a URL, a host, a port, or both; its usual place
  /// when that is empty. An address that stands for all of the machine is asked on the loopback.
  ///
  /// @return empty when it cannot be understood
  static Optional<URI> address(String variable) {
    String text = variable.strip();
    if (text.isEmpty()) {
      return Optional.of(URI.create(STANDARD));
    }
    try {
      URI given = new URI(text.contains("://") ? text : "http://" + withHost(text));
      boolean known = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
      if (!known || given.getHost() == null) {
        return Optional.empty();
      }
      boolean all = given.getHost().equals("0.0.0.0") || given.getHost().equals("[::]");
      int usual = text.contains("://") ? -1 : STANDARD_PORT;
      return Optional.of(
          new URI(
              given.getScheme(),
              null,
              all ? "127.0.0.1" : given.getHost(),
              given.getPort() < 0 ? usual : given.getPort(),
              null,
              null,
              null));
    } catch (URISyntaxException e) {
      LOG.warn("OLLAMA_HOST is not understood, so no models are looked for: {}", e.getReason());
      return Optional.empty();
    }
  }

  private static String withHost(String text) {
    return text.startsWith(":") ? "127.0.0.1" + text : text;
  }

  /// Asks now.
  LocalModels.Seen ask() {
    List<String> there = names("/api/tags");
    return new LocalModels.Seen(there.isEmpty() ? List.of() : names("/api/ps"), there);
  }

  private List<String> names(String path) {
    try {
      return named(Json.parse(get(path)).path("models"));
    } catch (IOException | Json.Unreadable e) {
      LOG.debug("No Ollama answers at {}", address, e);
      return List.of();
    }
  }

  private static List<String> named(JsonNode models) {
    return StreamSupport.stream(models.spliterator(), false)
        .map(model -> model.path("name").asText(""))
        .map(name -> name.endsWith(NEWEST) ? name.substring(0, name.length() - 7) : name)
        .filter(Ollama::canBeAskedFor)
        .sorted()
        .distinct()
        .limit(MOST)
        .toList();
  }

  /// A tag has a form; a name that no job can ask for is of no use.
  private static boolean canBeAskedFor(String name) {
    try {
      Requirements.having("ollama:" + name);
      return !name.isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] get(String path) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    var connection =
        (HttpURLConnection) address.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) LIMIT.toMillis());
    connection.setReadTimeout((int) LIMIT.toMillis());
    connection.setInstanceFollowRedirects(false);
    try (InputStream in = connection.getInputStream()) {
      var read = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        read.write(buffer, 0, count);
        if (read.size() > LONGEST_ANSWER || System.nanoTime() - deadline > 0) {
          throw new IOException("the answer is too long or takes too long");
        }
      }
      return read.toByteArray();
    } finally {
      connection.disconnect();
    }
  }
}
