package io.mycelium.bridge.slack.far;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a method was called with, whether as a form or as JSON.
record Arguments(Map<String, String> values) {
  static Arguments read(String query, String contentType, String body) {
    Map<String, String> values = new LinkedHashMap<>();
    form(query, values);
    if (contentType.startsWith("application/json")) {
      if (!body.isBlank()) {
        JsonElement json = JsonParser.parseString(body);
        json.getAsJsonObject()
            .asMap()
            .forEach((name, value) -> {
              if (!value.isJsonNull()) {
                values.put(name, value.isJsonPrimitive() ? value.getAsString() : value.toString());
              }
            });
      }
    } else {
      form(body, values);
    }
    return new Arguments(values);
  }

  private static void form(String text, Map<String, String> values) {
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /// Refuses with a code where the argument is missing.
  String need(String name, String code) {
    return text(name).orElseThrow(() -> new Refusal(code));
  }

  String need(String name) {
    return need(name, "invalid_arguments");
  }

  boolean flag(String name) {
    return text(name).filter(value -> value.equals("true") || value.equals("1")).isPresent();
  }

  int number(String name, int fallback) {
    try {
      return text(name).map(Integer::parseInt).orElse(fallback);
    } catch (NumberFormatException e) {
      throw new Refusal("invalid_arguments");
    }
  }

  /// Refuses with a code where the argument is no JSON.
  Optional<JsonElement> json(String name, String code) {
    try {
      return text(name).map(JsonParser::parseString);
    } catch (JsonParseException e) {
      throw new Refusal(code);
    }
  }
}
