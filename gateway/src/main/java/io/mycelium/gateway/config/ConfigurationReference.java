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
        "Settings live in `config.yaml` in the data folder. The gateway refuses to start on unknown keys and on\n");
    page.append(
        "values that are not allowed, and names all of them. This page is printed from the code.\n");
    String section = "";
    for (Map.Entry<String, RecordComponent> entry : ConfigurationReader.settings().entrySet()) {
      String own = entry.getKey().substring(0, entry.getKey().indexOf('.'));
      if (!own.equals(section)) {
        page.append("\n## ")
            .append(own)
            .append(
                "\n\n| key | type | standard | allowed | what it does |\n|---|---|---|---|---|\n");
        section = own;
      }
      Setting setting = entry.getValue().getAnnotation(Setting.class);
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  entry.getKey(),
                  Kind.of(entry.getValue().getType()).name(),
                  code(setting.standard()),
                  allowed(setting),
                  setting.help()));
    }
    return page.toString();
  }

  private static String allowed(Setting setting) {
    if (setting.form() != Form.ANY) {
      return setting.form().words();
    }
    return setting.min().isEmpty() ? "" : setting.min() + " to " + setting.max();
  }

  private static String code(String value) {
    return value.isEmpty() ? "" : "`" + value + "`";
  }
}
