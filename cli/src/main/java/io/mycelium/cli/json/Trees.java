package io.mycelium.cli.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.text.PlainText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON trees without Jackson's mapper, whose set-up alone takes longer than a
/// whole call may. Texts taken out by [#text] and [#line] are safe to show.
public final class Trees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Json.MAX_DEPTH).build())
          .build();

  private Trees() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /// Reads one JSON value in UTF-8.
  ///
  /// @throws IOException when the bytes are not exactly one, or nest too deep
  public static JsonNode parse(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      JsonNode tree = read(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON value");
      }
      return tree;
    }
  }

  /// Reads one JSON value.
  ///
  /// @throws IOException when the text is not exactly one, or nests too deep
  public static JsonNode parse(String json) throws IOException {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode read(JsonParser from, @Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw new IOException("the JSON value ends too early");
    }
    return switch (token) {
      case START_OBJECT -> readObject(from);
      case START_ARRAY -> readArray(from);
      case VALUE_STRING -> NODES.textNode(from.getText());
      case VALUE_NUMBER_INT ->
          from.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? NODES.numberNode(from.getBigIntegerValue())
              : NODES.numberNode(from.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(from.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("no JSON value");
    };
  }

  private static ObjectNode readObject(JsonParser from) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
      object.set(name, read(from, from.nextToken()));
    }
    return object;
  }

  private static ArrayNode readArray(JsonParser from) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken t = from.nextToken(); t != JsonToken.END_ARRAY; t = from.nextToken()) {
      array.add(read(from, t));
    }
    return array;
  }

  /// The tree as JSON on one line, in UTF-8.
  public static byte[] bytes(JsonNode tree) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator to = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      write(to, tree);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every tree", e);
    }
    return out.toByteArray();
  }

  /// The tree as JSON on one line.
  public static String print(JsonNode tree) {
    return new String(bytes(tree), StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator to, JsonNode tree) throws IOException {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        to.writeStartObject();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
          to.writeFieldName(field.getKey());
          write(to, field.getValue());
        }
        to.writeEndObject();
      }
      case ARRAY -> {
        to.writeStartArray();
        for (JsonNode element : tree) {
          write(to, element);
        }
        to.writeEndArray();
      }
      case NUMBER -> to.writeNumber(tree.asText());
      case BOOLEAN -> to.writeBoolean(tree.booleanValue());
      case NULL, MISSING -> to.writeNull();
      case STRING, BINARY, POJO -> to.writeString(tree.asText());
    }
  }

  /// The text of a field, safe to show; empty when there is none.
  public static String text(JsonNode tree, String field) {
    return text(tree.path(field));
  }

  /// The node's text, safe to show; empty when it is none.
  public static String text(JsonNode node) {
    return PlainText.clean(node.asText(""));
  }

  /// The text of a field, safe to show and on one line.
  public static String line(JsonNode tree, String field) {
    return oneLine(text(tree, field));
  }

  /// The text on one line.
  public static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\t') < 0
        ? text
        : text.replace('\n', ' ').replace('\t', ' ').strip();
  }

  /// The same JSON with all that a terminal would obey escaped.
  public static String harmless(String json) {
    if (PlainText.clean(json).equals(json)) {
      return json;
    }
    var out = new StringBuilder(json.length() + 64);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      String one = String.valueOf(c);
      boolean harmful = c > '~' && !Character.isSurrogate(c) && !PlainText.clean(one).equals(one);
      out.append(harmful ? "\\u%04x".formatted((int) c) : one);
    }
    return out.toString();
  }
}
