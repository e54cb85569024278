package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The options of a job as variables of its environment, for languages that read no JSON: `since`
/// is `MYCELIUM_OPTION_SINCE`, `dry-run` is `MYCELIUM_OPTION_DRY_RUN`. An option that was not given
/// and has no default is no variable.
final class OptionVariables {
  static final String PREFIX = "MYCELIUM_OPTION_";

  /// Bytes of a value at most. The kernel starts no program with a longer one, and counts all of
  /// them together; a longer value is on standard input only.
  static final int LONGEST = 32 << 10;

  private OptionVariables() {}

  /// @param options as the job finds them on its standard input
  static Map<String, String> of(JsonNode options) {
    Map<String, String> variables = new LinkedHashMap<>();
    options
        .properties()
        .forEach(option -> {
          String value = option.getValue().asText();
          if (option.getValue().isValueNode() && carries(value)) {
            variables.put(name(option.getKey()), value);
          }
        });
    return variables;
  }

  private static String name(String option) {
    return PREFIX + option.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static boolean carries(String value) {
    return value.indexOf('\0') < 0 && value.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }
}
