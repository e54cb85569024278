package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client of the event stream that reads as browsers do.
final class EventStream implements AutoCloseable {
  /// A block with data.
  record Received(String id, String type, JsonNode data) {
    String subject() {
      return data.path("subject").path("id").textValue();
    }
  }

  final int status;
  final HttpResponse<InputStream> response;
  final List<Received> events = new CopyOnWriteArrayList<>();
  private volatile String lastId = "";
  private volatile boolean ended;
  private final Thread reader;

  static EventStream open(HttpClient client, HttpRequest request) throws Exception {
    return new EventStream(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
  }

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    this.status = response.statusCode();
    this.reader = Thread.ofVirtual().unstarted(this::run);
    if (status == 200) {
      reader.start();
    }
  }

  /// The newest id, also of blocks without data.
  String lastId() {
    return lastId;
  }

  boolean ended() {
    return ended;
  }

  List<String> ids() {
    return events.stream().map(Received::id).toList();
  }

  List<String> subjects() {
    return events.stream().map(Received::subject).toList();
  }

  private void run() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String type = "";
      String data = "";
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Received(lastId, type, Json.parse(data)));
          data = "";
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // The other side closed; what was read is there.
    } finally {
      ended = true;
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
