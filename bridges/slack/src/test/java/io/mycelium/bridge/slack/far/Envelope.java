package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;

/// One delivery to the app.
///
/// @param type as in Socket Mode: `slash_commands`, `interactive` or `events_api`
/// @param accepts whether the acknowledgement may carry an answer
/// @param attempt 0 for the first delivery of it
public record Envelope(String id, String type, JsonObject payload, boolean accepts, int attempt) {
  JsonObject frame() {
    JsonObject frame =
        Tree.of(
            "envelope_id", id,
            "type", type,
            "accepts_response_payload", accepts,
            "payload", payload);
    if (isEvent()) {
      frame.addProperty("retry_attempt", attempt);
      frame.addProperty("retry_reason", attempt == 0 ? "" : "timeout");
    }
    return frame;
  }

  boolean isEvent() {
    return type.equals("events_api");
  }

  Envelope again() {
    return new Envelope(id, type, payload, accepts, attempt + 1);
  }
}
