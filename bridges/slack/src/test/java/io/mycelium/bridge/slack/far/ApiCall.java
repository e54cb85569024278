package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;

/// A call of the Web API as it came in, and its answer.
///
/// @param team id of the workspace that the token belongs to; empty without one
/// @param error its code, or empty where the answer was `ok`
public record ApiCall(
    Instant at,
    String method,
    String team,
    Map<String, String> arguments,
    String error,
    JsonObject answer) {
  public boolean ok() {
    return error.isEmpty();
  }
}
