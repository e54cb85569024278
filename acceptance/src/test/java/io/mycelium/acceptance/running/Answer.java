package io.mycelium.acceptance.running;

import com.fasterxml.jackson.databind.JsonNode;

/// An HTTP answer with a JSON body.
public record Answer(int status, JsonNode body) {
  /// A field of the reply's card by its key.
  public String field(String key) {
    for (JsonNode field : card().path("fields")) {
      if (field.path("key").asText().equals(key)) {
        return field.path("value").asText();
      }
    }
    return "";
  }

  public JsonNode reply() {
    return body.path("reply");
  }

  public String code() {
    return body.path("code").asText();
  }

  private JsonNode card() {
    return reply().has("card") ? reply().path("card") : reply();
  }
}
