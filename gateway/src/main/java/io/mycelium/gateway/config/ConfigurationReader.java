package io.mycelium.gateway.config;

import io.mycelium.core.text.Nearest;
import io.mycelium.gateway.StartFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the configuration from YAML over the standard values. Every unknown key and every bad
/// value is found before anything starts, and all are told at once.
public final class ConfigurationReader {
  private final Map<String, String> given;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationReader(Map<String, String> given) {
    this.given = given;
  }

  /// Reads a YAML file's text, with settings from the command line over it.
  ///
  /// @param overrides by full key, such as `http.port`
  /// @throws StartFailure naming every problem
  public static Configuration read(String yaml, Map<String, String> overrides) {
    Map<String, String> given = new LinkedHashMap<>(flatten(yaml));
    given.putAll(overrides);
    var reader = new ConfigurationReader(given);
    reader.refuseUnknown();
    Configuration read = reader.record(Configuration.class, "");
    if (!reader.problems.isEmpty()) {
      throw new StartFailure(
          "The configuration has problems: " + String.join("; ", reader.problems) + ".");
    }
    return read;
  }

  /// All settings by full key, in the order of the records.
  static Map<String, RecordComponent> settings() {
    Map<String, RecordComponent> all = new LinkedHashMap<>();
    for (RecordComponent section : Configuration.class.getRecordComponents()) {
      for (RecordComponent setting : section.getType().getRecordComponents()) {
        all.put(kebab(section.getName()) + '.' + kebab(setting.getName()), setting);
      }
    }
    return all;
  }

  private static Map<String, String> flatten(String yaml) {
    if (yaml.isBlank()) {
      return Map.of();
    }
    try {
      Map<String, String> flat = new LinkedHashMap<>();
      if (!(new Load(LoadSettings.builder().setLabel("config.yaml").build()).loadFromString(yaml)
          instanceof Map<?, ?> top)) {
        throw new StartFailure("config.yaml has to hold keys and values.");
      }
      top.forEach((key, value) -> flatten(String.valueOf(key), value, flat));
      return flat;
    } catch (YamlEngineException e) {
      throw new StartFailure("config.yaml is not valid YAML: %s.".formatted(e.getMessage()));
    }
  }

  private static void flatten(
      String key, @org.jspecify.annotations.Nullable Object value, Map<String, String> flat) {
    if (value instanceof Map<?, ?> inner) {
      inner.forEach((k, v) -> flatten(key + '.' + k, v, flat));
    } else {
      flat.put(key, String.valueOf(value));
    }
  }

  private void refuseUnknown() {
    var known = settings().keySet();
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        List<String> near = Nearest.to(key, known);
        problems.add(
            "'%s' is not a setting%s"
                .formatted(
                    key, near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near)));
      }
    }
  }

  private <R extends Record> R record(Class<R> type, String prefix) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Arrays.stream(components).map(c -> value(c, prefix)).toArray();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("the configuration record " + type + " cannot be made", e);
    }
  }

  private Object value(RecordComponent component, String prefix) {
    if (component.getType().isRecord() && component.getAnnotation(Setting.class) == null) {
      return record(component.getType().asSubclass(Record.class), kebab(component.getName()) + '.');
    }
    String key = prefix + kebab(component.getName());
    String standard = component.getAnnotation(Setting.class).standard();
    try {
      return parse(component.getType(), given.getOrDefault(key, standard));
    } catch (IllegalArgumentException e) {
      problems.add("%s is '%s', but %s".formatted(key, given.get(key), e.getMessage()));
      return parse(component.getType(), standard);
    }
  }

  private static Object parse(Class<?> type, String text) {
    if (type == int.class) {
      return wholeNumber(text);
    }
    if (type == boolean.class) {
      return flag(text);
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type == DataSize.class) {
      return DataSize.parse(text);
    }
    if (type == Configuration.AppendFsync.class) {
      return choice(text);
    }
    return text;
  }

  private static Configuration.AppendFsync choice(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "everysec" -> Configuration.AppendFsync.EVERYSEC;
      case "always" -> Configuration.AppendFsync.ALWAYS;
      default -> throw new IllegalArgumentException("takes everysec or always");
    };
  }

  private static int wholeNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("takes a whole number", e);
    }
    throw new IllegalArgumentException("takes a number that is not negative");
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("takes true or false");
    };
  }

  private static Duration duration(String text) {
    try {
      boolean days = text.endsWith("d");
      String number = text.toUpperCase(Locale.ROOT);
      Duration read = Duration.parse((days ? "P" : "PT") + number);
      if (!read.isNegative() && !read.isZero()) {
        return read;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("takes a duration such as 0.5s, 90s, 15m, 2h or 30d", e);
    }
    throw new IllegalArgumentException("takes a duration longer than nothing");
  }

  static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
