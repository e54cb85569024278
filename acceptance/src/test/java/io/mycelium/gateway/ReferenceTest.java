package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import io.mycelium.gateway.config.ConfigurationReader;
import io.mycelium.gateway.reference.Pages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The printed pages below `docs/reference` say what the code does. With `-Dreference.write=true`
/// they are printed anew.
class ReferenceTest {
  private static final Path FOLDER = Path.of("..", "docs", "reference");
  private static Map<String, String> printed = Map.of();

  @BeforeAll
  static void print(@TempDir Path data) throws IOException, InterruptedException {
    printed = Pages.all(catalog(data), UpOptions.HELP);
    if (Boolean.getBoolean("reference.write")) {
      for (Map.Entry<String, String> page : printed.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
      }
    }
  }

  /// From a gateway that has nothing but its built-in functions.
  private static JsonNode catalog(Path data) throws IOException, InterruptedException {
    var configuration =
        ConfigurationReader.read("", Map.of("http.port", "0", "drone.start", "false"));
    try (Gateway gateway =
            Gateway.start(configuration, data, data, Clock.tickMillis(ZoneOffset.UTC));
        HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/catalog")).build();
      return Json.parse(client.send(request, BodyHandlers.ofByteArray()).body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"commands.md", "configuration.md", "lifecycles.md", "permissions.md"})
  void pageSaysWhatTheCodeDoes(String name) throws IOException {
    assertThat(FOLDER.resolve(name))
        .as(
            "docs/reference/%s is printed from the code. To print it again: mvn -B -ntp -q verify -pl acceptance -am"
                + " -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true",
            name)
        .hasContent(printed.get(name));
  }

  @Test
  void everyPrintedPageIsCompared() {
    assertThat(printed)
        .containsOnlyKeys("commands.md", "configuration.md", "lifecycles.md", "permissions.md");
  }
}
