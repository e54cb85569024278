package io.mycelium.gateway.config;

import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import io.mycelium.gateway.StartFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the configuration from YAML over the standard values. Every unknown key, every value
/// outside of its range and all that does not go together is found before anything starts, and told
/// at once.
public final class ConfigurationReader {
  private static final int SHOWN = 80;

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
                    key,
                    near.isEmpty()
                        ? ""
                        : "; did you mean %s?".formatted(String.join(" or ", near))));
      }
    }
  }

  private <R extends Record> R record(Class<R> type, String prefix) {
    RecordComponent[] components = type.getRecordComponents();
    int before = problems.size();
    Object[] values = Arrays.stream(components).map(c -> value(c, prefix)).toArray();
    try {
      return made(type, values);
    } catch (IllegalArgumentException e) {
      // Standard values in the place of bad ones may not go together with the rest.
      if (problems.size() == before) {
        problems.add(String.valueOf(e.getMessage()));
      }
      return made(type, Arrays.stream(components).map(ConfigurationReader::standard).toArray());
    }
  }

  /// @throws IllegalArgumentException when the values do not go together
  private static <R extends Record> R made(Class<R> type, Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException disagreement) {
        throw disagreement;
      }
      throw new IllegalStateException("the configuration record " + type + " cannot be made", e);
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("the configuration record " + type + " cannot be made", e);
    }
  }

  private Object value(RecordComponent component, String prefix) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      return record(component.getType().asSubclass(Record.class), kebab(component.getName()) + '.');
    }
    String key = prefix + kebab(component.getName());
    String text = given.getOrDefault(key, setting.standard());
    try {
      return Kind.of(component.getType()).read(text, setting);
    } catch (IllegalArgumentException e) {
      problems.add(key + said(text, setting) + e.getMessage());
      return standard(component);
    }
  }

  private static String said(String text, Setting setting) {
    return setting.form() == Form.REDIS_URL
        ? " "
        : " is '%s', but ".formatted(PlainText.line(text, SHOWN));
  }

  private static Object standard(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    return Kind.of(component.getType()).read(setting.standard(), setting);
  }

  static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
