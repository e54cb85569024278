package io.mycelium.core.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.FileRef;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Options read once from a record's components. A rule over several options belongs into the
/// record's compact constructor, which throws [IllegalArgumentException] with a sentence for
/// people.
final class RecordSchema<R extends Record> implements OptionSchema<R> {
  private static final Map<Class<?>, OptionType> TYPES =
      Map.of(
          String.class, OptionType.TEXT,
          int.class, OptionType.INTEGER,
          Integer.class, OptionType.INTEGER,
          boolean.class, OptionType.FLAG,
          Duration.class, OptionType.DURATION,
          Path.class, OptionType.PATH,
          PeerName.class, OptionType.PEER,
          RoomId.class, OptionType.ROOM,
          Reference.class, OptionType.REFERENCE,
          FileRef.class, OptionType.FILE);

  private final Class<R> type;
  private final List<Option> options;
  private final Map<String, String> components;

  RecordSchema(Class<R> type) {
    this.type = type;
    this.options = Arrays.stream(type.getRecordComponents()).map(RecordSchema::option).toList();
    this.components =
        Arrays.stream(type.getRecordComponents())
            .collect(Collectors.toMap(c -> kebab(c.getName()), RecordComponent::getName));
  }

  @Override
  public List<Option> options() {
    return options;
  }

  @Override
  public Bound<R> bind(ObjectNode given) {
    var binding = new Binding(options, given);
    if (!binding.errors().isEmpty()) {
      return new Bound.Misfits<>(binding.errors());
    }
    ObjectNode fields = Json.object();
    binding
        .canonical()
        .properties()
        .forEach(e -> fields.set(component(e.getKey()), constant(e.getKey(), e.getValue())));
    try {
      return new Bound.Fits<>(Json.read(fields, type), binding.canonical());
    } catch (Json.Unreadable e) {
      return new Bound.Misfits<>(
          List.of(
              new FieldError(
                  "",
                  "",
                  "",
                  e.getMessage() == null ? "does not fit" : e.getMessage(),
                  List.of())));
    }
  }

  private String component(String option) {
    String name = components.get(option);
    if (name == null) {
      throw new IllegalStateException("no component for option " + option);
    }
    return name;
  }

  private JsonNode constant(String name, JsonNode value) {
    boolean choice =
        options.stream().anyMatch(o -> o.name().equals(name) && o.type() == OptionType.CHOICE);
    return choice
        ? new TextNode(value.textValue().toUpperCase(Locale.ROOT).replace('-', '_'))
        : value;
  }

  private static Option option(RecordComponent component) {
    boolean optional = component.getType() == Optional.class;
    Class<?> raw = optional ? argument(component) : component.getType();
    OptionType type = raw.isEnum() ? OptionType.CHOICE : TYPES.get(raw);
    Help help = component.getAnnotation(Help.class);
    if (type == null || help == null) {
      throw new IllegalArgumentException(
          "%s.%s has %s"
              .formatted(
                  component.getDeclaringRecord().getSimpleName(),
                  component.getName(),
                  type == null ? "a type that no option takes" : "no @Help"));
    }
    var bare =
        new Option(
            kebab(component.getName()),
            help.value(),
            type,
            !optional && type != OptionType.FLAG,
            component.isAnnotationPresent(Positional.class),
            Optional.empty(),
            choices(raw),
            range(component, type));
    return standard(component, bare);
  }

  private static Option standard(RecordComponent component, Option bare) {
    Standard given = component.getAnnotation(Standard.class);
    String text = given != null ? given.value() : bare.type() == OptionType.FLAG ? "false" : null;
    if (text == null) {
      return bare;
    }
    Optional<JsonNode> value = Values.canonical(bare, new TextNode(text));
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the standard value of " + component.getName() + " does not fit its option");
    }
    return new Option(
        bare.name(),
        bare.help(),
        bare.type(),
        false,
        bare.positional(),
        value,
        bare.choices(),
        bare.range());
  }

  private static Option.Range range(RecordComponent component, OptionType type) {
    Bounds bounds = component.getAnnotation(Bounds.class);
    if (bounds != null) {
      return new Option.Range(bounds.min(), bounds.max());
    }
    return type == OptionType.TEXT ? Option.Range.LINE : Option.Range.ANY;
  }

  private static List<String> choices(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList()
        : List.of();
  }

  private static Class<?> argument(RecordComponent component) {
    return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static String kebab(String camel) {
    return camel
        .replaceAll("_$", "")
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
