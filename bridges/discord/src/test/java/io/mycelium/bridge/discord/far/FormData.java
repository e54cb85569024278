package io.mycelium.bridge.discord.far;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A form that was filled in, as Discord hands it over.
final class FormData {
  private final Uploads uploads = new Uploads();
  private final List<Map<String, Object>> components = new ArrayList<>();
  private final JsonNode form;

  /// @param values by label; at a file its path
  FormData(JsonNode form, Map<String, String> values) {
    this.form = form;
    for (JsonNode label : form.path("components")) {
      if (label.path("type").asInt() == Components.LABEL) {
        JsonNode input = label.path("component");
        String name = label.path("label").asText();
        add(filled(input, name, values.getOrDefault(name, input.path("value").asText())));
      }
    }
  }

  private void add(Map<String, Object> filled) {
    int id = components.size() * 2 + 1;
    filled.put("id", id + 1);
    components.add(Map.of("type", Components.LABEL, "id", id, "component", filled));
  }

  private Map<String, Object> filled(JsonNode input, String label, String value) {
    if (value.isEmpty() && input.path("required").asBoolean(true)) {
      throw new IllegalArgumentException("nothing is given at " + label);
    }
    List<String> chosen = value.isEmpty() ? List.of() : List.of(value);
    Map<String, Object> filled = new HashMap<>();
    filled.put("type", input.path("type").asInt());
    filled.put("custom_id", input.path("custom_id").asText());
    switch (input.path("type").asInt()) {
      case Components.INPUT -> filled.put("value", value);
      case Components.FILE -> filled.put("values", chosen.stream().map(uploads::add).toList());
      default ->
          filled.put("values", chosen.stream().map(one -> Components.value(input, one)).toList());
    }
    return filled;
  }

  Map<String, Object> data() {
    return Map.of("custom_id", form.path("custom_id").asText(), "components", components);
  }

  List<Map<String, String>> files() {
    return uploads.all();
  }
}
