package io.mycelium.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A gateway that `./mycelium up` started on a free port.
public final class Gateway implements AutoCloseable {
  private static final Pattern SECRET = Pattern.compile("myc_\\w+_[\\w-]{43}");

  private final Path data;
  private final Started started;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Gateway(Path data, Started started) {
    this.data = data;
    this.started = started;
  }

  /// Starts one of this checkout.
  public static Gateway start(Path data, Map<String, String> environment, String... options) {
    return startAt(Checkout.home(), data, environment, options);
  }

  /// Starts one of another checkout.
  public static Gateway startAt(
      Path home, Path data, Map<String, String> environment, String... options) {
    List<String> words = new ArrayList<>(List.of("up", "--port", "0", "--data", data.toString()));
    words.addAll(List.of(options));
    return new Gateway(data, Started.of(Checkout.launcher(home, words), home, environment));
  }

  public Started process() {
    return started;
  }

  public long pid() {
    return started.pid();
  }

  public URI url() {
    return URI.create(started.url());
  }

  public Path functions() {
    return data.resolve("functions.d");
  }

  /// The key of whoever started it.
  public String operatorKey() {
    try {
      return Files.readString(data.resolve("operator.key")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What its metrics say of a name, all labels together.
  public double meter(String name) {
    var request = HttpRequest.newBuilder(url().resolve("/metrics")).build();
    try {
      return http.send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.matches(Pattern.quote(name) + "[ {].*"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Makes a member and gives its key.
  public String member(String name) {
    String body = Json.object().put("name", name).put("key", true).toString();
    Matcher secret = SECRET.matcher(call(operatorKey(), "invite", body).toString());
    if (!secret.find()) {
      throw new IllegalStateException("the invitation shows no key");
    }
    return secret.group();
  }

  /// Calls a command.
  ///
  /// @return the reply
  /// @throws IllegalStateException when it is refused
  public JsonNode call(String key, String command, String options) {
    var request =
        HttpRequest.newBuilder(url().resolve("/api/v1/commands/" + command))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(options))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "'%s' was refused: %s"
                .formatted(command, new String(answer.body(), StandardCharsets.UTF_8)));
      }
      return Json.parse(answer.body()).path("reply");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    started.close();
  }
}
