package io.mycelium.drone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.mycelium.drone.machine.LocalModels.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Models as an Ollama tells of them: recorded answers, given by a small server.
final class LocalModelsTest {
  private static final String TAGS =
      """
      {"models":[{"name":"llama3.1:latest","model":"llama3.1:latest","modified_at":"2026-05-02T10:11:12Z","size":4920753328,"digest":"46e0","details":{"family":"llama","parameter_size":"8.0B","quantization_level":"Q4_K_M"}},{"name":"qwen2.5-coder:7b","size":4683087332},{"name":"hf.co/somebody/a-model-with-a-name-that-is-longer-than-any-tag-may-be:Q4_K_M"},{"size":1}]}
      """;

  private static final String LOADED =
      """
      {"models":[{"name":"llama3.1:latest","model":"llama3.1:latest","size":6654289920,"expires_at":"2026-05-02T10:16:12Z","size_vram":6654289920}]}
      """;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void loadedModelsAreToldFromThoseThatAreThere() {
    answers.put("/api/tags", TAGS);
    answers.put("/api/ps", LOADED);

    Seen seen = new Ollama(address()).ask();

    assertThat(seen.loaded()).containsExactly("llama3.1");
    assertThat(seen.there()).containsExactly("llama3.1", "qwen2.5-coder:7b");
    assertThat(seen.tags()).containsExactly("ollama", "ollama:llama3.1", "ollama:qwen2.5-coder:7b");
  }

  @Test
  void olderOllamaDoesNotTellWhatIsLoaded() {
    answers.put("/api/tags", TAGS);

    Seen seen = new Ollama(address()).ask();

    assertThat(seen.loaded()).isEmpty();
    assertThat(seen.there()).hasSize(2);
  }

  @Test
  void brokenAnswersAreNoModels() {
    for (String answer : new String[] {"", "no JSON", "[]", "{\"models\":7}", "{\"models\":[7]}"}) {
      answers.put("/api/tags", answer);

      assertThat(new Ollama(address()).ask()).as(answer).isEqualTo(Seen.NONE);
    }
  }

  @Test
  @Timeout(15)
  void answerThatDripsIsNotWaitedFor() {
    server.createContext(
        "/api/tags",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 1000; i++) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              Thread.sleep(100);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(new Ollama(address()).ask()).isEqualTo(Seen.NONE);
  }

  @Test
  void absentServerIsNoModels() {
    URI address = address();
    server.stop(0);

    assertThat(new Ollama(address).ask()).isEqualTo(Seen.NONE);
  }

  @Test
  void whatComesAndGoesIsNoticed() {
    LocalModels models = LocalModels.of(address(), Duration.ZERO);
    assertThat(models.now().there()).isEmpty();

    answers.put("/api/tags", TAGS);
    await().until(() -> !models.now().there().isEmpty());

    answers.clear();
    await().until(() -> models.now().there().isEmpty());
  }

  @Test
  void variableSaysWhereItListens() {
    assertThat(Ollama.address("")).contains(URI.create("http://127.0.0.1:11434"));
    assertThat(Ollama.address("0.0.0.0")).contains(URI.create("http://127.0.0.1:11434"));
    assertThat(Ollama.address(":8080")).contains(URI.create("http://127.0.0.1:8080"));
    assertThat(Ollama.address("gpu.lan:80")).contains(URI.create("http://gpu.lan:80"));
    assertThat(Ollama.address("https://gpu.lan/")).contains(URI.create("https://gpu.lan"));
    assertThat(Ollama.address("ftp://gpu.lan")).isEmpty();
    assertThat(Ollama.address("a b")).isEmpty();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
