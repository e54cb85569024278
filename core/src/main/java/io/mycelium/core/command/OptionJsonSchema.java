package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import java.util.List;

/// Options as JSON Schema (2020-12). What it allows, the parser takes; the parser takes a little
/// more, such as numbers that were written as text.
public final class OptionJsonSchema {
  private static final long PEER_NAME = 81;
  private static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(;.*)?$";

  private OptionJsonSchema() {}

  /// An object with a property for each option.
  public static ObjectNode object(List<Option> options) {
    ObjectNode out = Json.object().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = out.putObject("properties");
    options.forEach(o -> properties.set(o.name(), property(o)));
    List<String> required = options.stream().filter(Option::required).map(Option::name).toList();
    if (!required.isEmpty()) {
      var names = out.putArray("required");
      required.forEach(names::add);
    }
    return out;
  }

  private static ObjectNode property(Option option) {
    ObjectNode out = Json.object();
    switch (option.type()) {
      case TEXT ->
          out.put("type", "string")
              .put("minLength", Math.max(0, option.range().min()))
              .put("maxLength", option.range().max());
      case INTEGER -> integer(out.put("type", "integer"), option.range());
      case FLAG -> out.put("type", "boolean");
      case CHOICE -> {
        var values = out.put("type", "string").putArray("enum");
        option.choices().forEach(values::add);
      }
      case DURATION -> out.put("type", "string").put("minLength", 2);
      case PATH -> out.put("type", "string").put("pattern", "^/").put("maxLength", 4_096);
      case PEER -> out.put("type", "string").put("minLength", 1).put("maxLength", PEER_NAME);
      case ROOM -> out.put("type", "string").put("pattern", "^#?[a-z0-9][a-z0-9-]{0,39}$");
      case REFERENCE -> {
        out.putArray("type").add("string").add("integer");
        out.put("pattern", "^(#?[0-9]{1,9}|[a-z]+_[a-z0-9]{1,40})$")
            .put("minimum", 0)
            .put("maximum", 999_999_999);
      }
      case FILE -> out.setAll(file());
    }
    out.put("description", "%s: %s".formatted(option.help(), option.allowed()));
    option.standard().ifPresent(value -> out.set("default", value));
    return out;
  }

  /// The object that an upload answers.
  public static ObjectNode file() {
    ObjectNode out = Json.object().put("type", "object");
    ObjectNode properties = out.putObject("properties");
    properties.putObject("digest").put("type", "string").put("pattern", "^[0-9a-f]{64}$");
    properties.putObject("name").put("type", "string").put("minLength", 1);
    properties.putObject("mediaType").put("type", "string").put("pattern", MEDIA_TYPE);
    properties.putObject("size").put("type", "integer").put("minimum", 0);
    var required = out.putArray("required");
    properties.fieldNames().forEachRemaining(required::add);
    return out;
  }

  private static void integer(ObjectNode out, Option.Range range) {
    if (range.min() != Long.MIN_VALUE) {
      out.put("minimum", range.min());
    }
    if (range.max() != Long.MAX_VALUE) {
      out.put("maximum", range.max());
    }
  }
}
