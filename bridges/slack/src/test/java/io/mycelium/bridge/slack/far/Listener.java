package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/// A bare socket that keeps what it hears and acknowledges nothing by itself.
final class Listener extends WebSocketClient {
  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

  Listener(String address) {
    super(URI.create(address));
  }

  boolean opens() throws InterruptedException {
    return connectBlocking(5, TimeUnit.SECONDS);
  }

  /// Frames of a type, in the order in which they came.
  List<JsonObject> heard(String type) {
    return heard.stream().filter(frame -> Tree.text(frame, "type").equals(type)).toList();
  }

  /// Events of a type, in the order in which they came.
  List<JsonObject> events(String type) {
    return heard("events_api").stream()
        .filter(frame -> Tree.text(frame, "payload", "event", "type").equals(type))
        .toList();
  }

  void acknowledge(JsonObject envelope, Optional<JsonObject> payload) {
    send(Tree.of("envelope_id", Tree.text(envelope, "envelope_id"), "payload", payload).toString());
  }

  @Override
  public void onOpen(ServerHandshake handshake) {}

  @Override
  public void onMessage(String message) {
    heard.add(JsonParser.parseString(message).getAsJsonObject());
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {}

  @Override
  public void onError(Exception problem) {}
}
