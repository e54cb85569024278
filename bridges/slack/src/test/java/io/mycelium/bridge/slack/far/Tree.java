package io.mycelium.bridge.slack.far;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// JSON as it is written down in place.
final class Tree {
  private Tree() {}

  /// An object of names and values in turn. A value may be JSON, text, a number, a truth value, or
  /// an empty [Optional], which leaves its name out.
  static JsonObject of(Object... namesAndValues) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value instanceof Optional<?> maybe) {
        int at = i;
        maybe.ifPresent(present -> object.add((String) namesAndValues[at], element(present)));
      } else {
        object.add((String) namesAndValues[i], element(value));
      }
    }
    return object;
  }

  static JsonArray list(Object... values) {
    JsonArray list = new JsonArray();
    for (Object value : values) {
      list.add(element(value));
    }
    return list;
  }

  static JsonArray list(Stream<?> values) {
    return list(values.toArray());
  }

  private static JsonElement element(Object value) {
    return switch (value) {
      case JsonElement json -> json;
      case Number number -> new JsonPrimitive(number);
      case Boolean truth -> new JsonPrimitive(truth);
      case Iterable<?> many -> list(StreamSupport.stream(many.spliterator(), false));
      default -> new JsonPrimitive(value.toString());
    };
  }

  /// A text at a path of names; empty where there is none.
  static String text(JsonElement from, String... path) {
    JsonElement at = at(from, path);
    return at.isJsonPrimitive() ? at.getAsString() : "";
  }

  /// What is at a path of names, or JSON's null.
  static JsonElement at(JsonElement from, String... path) {
    JsonElement at = from;
    for (String name : path) {
      at =
          at.isJsonObject() && at.getAsJsonObject().has(name)
              ? at.getAsJsonObject().get(name)
              : JsonNull.INSTANCE;
    }
    return at;
  }

  /// The objects of the list at a path; none where there is no list.
  static Stream<JsonObject> objects(JsonElement from, String... path) {
    JsonElement at = at(from, path);
    return at.isJsonArray()
        ? StreamSupport.stream(at.getAsJsonArray().spliterator(), false)
            .filter(JsonElement::isJsonObject)
            .map(JsonElement::getAsJsonObject)
        : Stream.of();
  }
}
