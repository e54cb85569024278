package io.mycelium.acceptance.running;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An open stream of server-sent events, collected on a thread of its own.
public final class EventStream implements AutoCloseable {
  /// One event as it came.
  public record Received(String id, String type, JsonNode data) {}

  private final HttpClient client;
  private final List<Received> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch placed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /// Opens a stream. One without a place gets all that happens after this has returned.
  ///
  /// @param query such as `?after=0-0`
  public static EventStream open(RunningGateway gateway, String key, String query) {
    try {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/events" + query))
              .header("Authorization", "Bearer " + key)
              .build();
      var response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
      }
      var stream = new EventStream(client);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      Thread.ofVirtual().start(() -> stream.read(lines));
      if (!query.contains("after=")) {
        stream.awaitPlace();
      }
      return stream;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private EventStream(HttpClient client) {
    this.client = client;
  }

  /// The first block says where the stream starts; the gateway has it among those it feeds then.
  private void awaitPlace() throws InterruptedException {
    if (!placed.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the stream does not begin");
    }
  }

  private void read(BufferedReader lines) {
    String id = "";
    String type = "";
    StringBuilder data = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
          placed.countDown();
        } else if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).strip());
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Received(id, type, Json.parse(data.toString())));
          data.setLength(0);
        }
      }
    } catch (IOException e) {
      // The test or the gateway ended the stream; what came is what counts.
      client.shutdownNow();
    } finally {
      ended.countDown();
    }
  }

  /// What came so far.
  public List<Received> events() {
    return events;
  }

  public List<String> types() {
    return events.stream().map(Received::type).toList();
  }

  /// Whether the gateway ended it within ten seconds.
  public boolean ends() {
    try {
      return ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
