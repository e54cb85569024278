package io.mycelium.gateway;

import io.mycelium.core.text.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was typed behind `up`.
///
/// @param settings that lie over the configuration file, by full key
public record UpOptions(Path data, Map<String, String> settings) {
  /// The options of `up`, for `--help`.
  static final String HELP =
      """
      Usage: ./mycelium up [options]

      Starts the gateway, its store and one drone on this machine.

        --port N      port to listen on (8080)
        --data DIR    data folder (~/.mycelium); a second start on it continues with all state
        --redis URL   use this Redis, such as redis://:PASSWORD@HOST:6379, instead of an embedded one;
                      MYCELIUM_REDIS does the same and keeps the password off the command line
        --no-drone    start no drone
        --set KEY=V   change any setting, such as --set drone.slots=4

      Ctrl-C stops everything. Settings can also be kept in config.yaml in the data folder.
      """;

  /// Where the data is when nobody says otherwise.
  static final Path USUAL_DATA = Path.of(System.getProperty("user.home"), ".mycelium");

  private static final Map<String, String> VALUES =
      Map.of("--port", "http.port", "--redis", "redis.url");
  private static final List<String> KNOWN =
      List.of("--port", "--data", "--redis", "--no-drone", "--set", "--help");

  public UpOptions {
    settings = Map.copyOf(settings);
  }

  /// Reads the words behind `up`.
  ///
  /// @return empty when help was asked for
  /// @throws StartFailure when a word cannot be understood
  static Optional<UpOptions> parse(List<String> words, Map<String, String> environment) {
    String named = environment.getOrDefault("MYCELIUM_DATA", "");
    Path data = named.isEmpty() ? USUAL_DATA : Path.of(named);
    Map<String, String> settings = new LinkedHashMap<>();
    Optional.ofNullable(environment.get("MYCELIUM_REDIS"))
        .ifPresent(url -> settings.put("redis.url", url));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      switch (name) {
        case "--help", "-h" -> {
          return Optional.empty();
        }
        case "--no-drone" -> settings.put("drone.start", "false");
        case "--port", "--data", "--redis", "--set" -> {
          String value = equals < 0 ? next(words, ++i, name) : word.substring(equals + 1);
          data = name.equals("--data") ? Path.of(value) : data;
          put(name, value, settings);
        }
        default -> throw unknown(name);
      }
    }
    return Optional.of(new UpOptions(data, settings));
  }

  private static void put(String name, String value, Map<String, String> settings) {
    if (name.equals("--set")) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new StartFailure("--set takes KEY=VALUE, such as --set drone.slots=4.");
      }
      settings.put(value.substring(0, equals), value.substring(equals + 1));
    } else if (!name.equals("--data")) {
      settings.put(VALUES.getOrDefault(name, name), value);
    }
  }

  private static String next(List<String> words, int i, String name) {
    if (i >= words.size()) {
      throw new StartFailure(
          "%s needs a value; './mycelium up --help' shows the options.".formatted(name));
    }
    return words.get(i);
  }

  private static StartFailure unknown(String name) {
    List<String> near = Nearest.to(name, KNOWN);
    return new StartFailure(
        "'up' does not know '%s'%s; './mycelium up --help' shows the options."
            .formatted(name, near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)"));
  }
}
