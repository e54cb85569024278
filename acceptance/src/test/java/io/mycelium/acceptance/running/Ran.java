package io.mycelium.acceptance.running;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;

/// A command that ended.
public record Ran(int exit, String out, String err) {
  /// Standard output as JSON.
  public JsonNode json() {
    return Json.parse(out);
  }
}
