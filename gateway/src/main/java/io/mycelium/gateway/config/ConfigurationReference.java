package io.mycelium.gateway.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;

/// Prints the reference page of the configuration from the records.
public final class ConfigurationReference {
  private ConfigurationReference() {}

  /// The page as Markdown.
  public static String markdown() {
    var page = new StringBuilder("# Configuration\n\n");
    page.append(
        "Settings live in `config.yaml` in the data folder. The gateway refuses to start on unknown keys or bad\n");
    page.append("values and names all of them. This page is printed from the code.\n");
    String section = "";
    for (Map.Entry<String, RecordComponent> entry : ConfigurationReader.settings().entrySet()) {
      String own = entry.getKey().substring(0, entry.getKey().indexOf('.'));
      if (!own.equals(section)) {
        page.append("\n## ")
            .append(own)
            .append("\n\n| key | type | standard | what it does |\n|---|---|---|---|\n");
        section = own;
      }
      Setting setting = entry.getValue().getAnnotation(Setting.class);
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  entry.getKey(),
                  type(entry.getValue().getType()),
                  code(setting.standard()),
                  setting.help()));
    }
    return page.toString();
  }

  private static String code(String value) {
    return value.isEmpty() ? "" : "`" + value + "`";
  }

  private static String type(Class<?> type) {
    return type == int.class
        ? "number"
        : type == boolean.class
            ? "true or false"
            : ConfigurationReader.kebab(type.getSimpleName()).replace('-', ' ');
  }
}
