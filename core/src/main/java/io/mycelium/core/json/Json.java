package io.mycelium.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;

/// Reads and writes the one JSON dialect of Mycelium: records by component name, instants and
/// durations in ISO 8601, absent optionals left out, unknown properties ignored (so that an older
/// gateway reads a newer one's additive changes). Thread-safe.
public final class Json {
  /// Deepest nesting that is read; deeper input is refused before it costs anything.
  public static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule().addDeserializer(Instant.class, new InstantReader()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  /// For text from outside: a key that comes twice has no clear meaning.
  private static final ObjectReader TREES =
      MAPPER.readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private Json() {}

  /// The text is not JSON, or not of the expected form. The message is fit for people.
  public static final class Unreadable extends RuntimeException {
    public Unreadable(String message) {
      super(message);
    }
  }

  /// JSON on several lines, for people.
  public static String pretty(JsonNode json) {
    return json.toPrettyString();
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// Reads a JSON object.
  ///
  /// @throws Unreadable when the text is not JSON or not an object
  public static ObjectNode object(String text) {
    if (parse(text) instanceof ObjectNode object) {
      return object;
    }
    throw new Unreadable("the text is not a JSON object");
  }

  /// Reads any JSON.
  ///
  /// @throws Unreadable when the text is not JSON, has a key twice or nests deeper than
  ///   [#MAX_DEPTH]
  public static JsonNode parse(String text) {
    try {
      return TREES.readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /// Reads any JSON in UTF-8.
  ///
  /// @throws Unreadable when the bytes are not JSON, have a key twice or nest deeper than
  ///   [#MAX_DEPTH]
  public static JsonNode parse(byte[] text) {
    try {
      return TREES.readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new Unreadable("the text is not valid JSON");
    }
  }

  /// Reads a value of a type.
  ///
  /// @throws Unreadable when the text does not describe a value of the type
  public static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /// Reads a value of a type out of a tree.
  ///
  /// @throws Unreadable when the tree does not describe a value of the type
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /// Prepares to read many values of a type.
  public static <T> Reader<T> reader(Class<T> type) {
    return new Reader<>(MAPPER.readerFor(type));
  }

  /// Reads values of one type, without looking up each time how. Thread-safe.
  public static final class Reader<T> {
    private final ObjectReader reader;

    private Reader(ObjectReader reader) {
      this.reader = reader;
    }

    /// Reads one value.
    ///
    /// @throws Unreadable when the text does not describe a value of the type
    public T read(String text) {
      try {
        return reader.readValue(text);
      } catch (JsonProcessingException e) {
        throw unreadable(e);
      }
    }
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of " + value.getClass() + " has no JSON form", e);
    }
  }

  public static byte[] writeBytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of " + value.getClass() + " has no JSON form", e);
    }
  }

  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static Unreadable unreadable(JsonProcessingException e) {
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException rule
        && rule.getMessage() != null) {
      return new Unreadable(rule.getMessage());
    }
    if (e instanceof StreamConstraintsException) {
      return new Unreadable(
          "it nests deeper than %d levels, or has a number or a name that is too long"
              .formatted(MAX_DEPTH));
    }
    var at = e.getLocation();
    String where =
        at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    String what = e.getOriginalMessage().lines().findFirst().orElse("invalid JSON");
    int internals = what.indexOf(" (start marker at");
    return new Unreadable((internals < 0 ? what : what.substring(0, internals)) + where);
  }
}
