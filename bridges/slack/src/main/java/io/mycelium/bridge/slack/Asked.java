package io.mycelium.bridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.util.Optional;

/// What comes back with a form: by which id it was asked, and where.
record Asked(String form, Whereabouts where) {
  /// The callback id of our forms.
  static final String CALLBACK = "mycelium-form";

  String text() {
    var json =
        Json.object()
            .put("form", form)
            .put("team", where.team())
            .put("channel", where.channel())
            .put("user", where.user());
    where.thread().ifPresent(thread -> json.put("thread", thread));
    return json.toString();
  }

  /// Reads what [#text] writes.
  ///
  /// @param trigger of the submission
  static Asked of(String text, Optional<String> trigger) {
    JsonNode json = Json.parse(text);
    return new Asked(
        json.path("form").asText(),
        new Whereabouts(
            json.path("team").asText(),
            json.path("channel").asText(),
            json.path("user").asText(),
            Optional.ofNullable(json.path("thread").textValue()),
            Optional.empty(),
            trigger));
  }
}
