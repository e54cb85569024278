package io.mycelium.gateway;

import io.mycelium.gateway.config.Configuration;
import io.mycelium.gateway.config.ConfigurationReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// A short life in a temporary folder, from which Java learns what a start needs (its AOT cache).
final class Training {
  private static final Map<String, String> SETTINGS =
      Map.of("http.port", "0", "drone.start", "false");

  private Training() {}

  static void run() {
    try {
      Path folder = Files.createTempDirectory("mycelium-training");
      try {
        live(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void live(Path folder) throws IOException {
    Configuration configuration = ConfigurationReader.read("", SETTINGS);
    try (Gateway gateway =
        Gateway.start(configuration, folder, folder, Clock.tickMillis(ZoneOffset.UTC))) {
      String key = Files.readString(folder.resolve("operator.key")).strip();
      call(gateway.url() + "/api/v1/commands/task-create", key, "{\"title\":\"train\"}");
      call(gateway.url() + "/api/v1/commands/task-list", key, "{}");
      call(gateway.url() + "/api/v1/commands/help", key, "{}");
      read(gateway.url());
      read(gateway.signIn());
    }
  }

  private static void call(String address, String key, String body) throws IOException {
    var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + key);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    connection.getInputStream().readAllBytes();
  }

  private static void read(String address) throws IOException {
    try (InputStream page = URI.create(address).toURL().openStream()) {
      page.readAllBytes();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
