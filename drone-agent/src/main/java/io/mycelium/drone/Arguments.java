package io.mycelium.drone;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command line of a drone that is started on its own.
final class Arguments {
  static final String USAGE =
      """
      Runs a drone on this machine, for a gateway elsewhere.

        mycelium drone --redis URL [--name NAME] [--data FOLDER] [--roots FOLDER:FOLDER] [--slots N]

        --redis URL      where the queue is; better in the environment as MYCELIUM_REDIS,
                         where other users do not see its password
        --name NAME      what people call it; the machine's name when left out
        --data FOLDER    the drone's own folder; ~/.mycelium-drone when left out
        --roots A:B      folders below which jobs may read; none when left out
        --mask A:B       folders that no job may read, wherever the roots are
        --tags A,B       what it can serve, beyond what it finds out by itself
        --slots N        how many jobs it runs at once; 2 when left out
        --workspace W    whose jobs; main when left out
      """;

  private static final Set<String> OPTIONS =
      Set.of("redis", "name", "data", "roots", "mask", "tags", "slots", "workspace");

  private final Map<String, String> given;
  private final Map<String, String> environment;

  private Arguments(Map<String, String> given, Map<String, String> environment) {
    this.given = given;
    this.environment = environment;
  }

  /// Reads `--name value` and `--name=value`.
  ///
  /// @throws StartFailure when something is unknown or missing
  static Arguments read(List<String> words, Map<String, String> environment) {
    Map<String, String> given = new HashMap<>();
    List<String> left = new ArrayList<>(words);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      String[] parts = word.split("=", 2);
      String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
      if (!OPTIONS.contains(name)) {
        throw StartFailure.usage("Unknown: %s. See mycelium drone --help.".formatted(parts[0]));
      }
      if (parts.length == 1 && left.isEmpty()) {
        throw StartFailure.usage("--%s needs a value.".formatted(name));
      }
      if (given.put(name, parts.length == 2 ? parts[1] : left.removeFirst()) != null) {
        throw StartFailure.usage("--%s is given twice.".formatted(name));
      }
    }
    return new Arguments(given, environment);
  }

  /// What was asked for, with defaults for the rest.
  ///
  /// @throws StartFailure when a value is missing or not acceptable
  Settings settings() {
    return new Settings(
        Settings.redis(url()),
        option("workspace").orElse(Settings.WORKSPACE),
        option("name"),
        path(option("data").orElseGet(() -> home(".mycelium-drone"))),
        paths("roots"),
        masked(),
        tags(),
        option("slots").map(Arguments::number).orElse(Settings.SLOTS));
  }

  /// What is unwise in it, for people.
  Optional<String> warning() {
    return option("redis")
        .filter(url -> url.matches("[a-z-]+://[^/@]*:[^/@]+@.*"))
        .map(url ->
            "The password of --redis is visible to every user of this machine; "
                + "put the URL into the environment as MYCELIUM_REDIS.");
  }

  private String url() {
    return option("redis")
        .or(() -> variable("MYCELIUM_REDIS"))
        .orElseThrow(
            () -> StartFailure.usage("Give the queue's URL as --redis or as MYCELIUM_REDIS."));
  }

  /// A gateway's data may lie on the same machine, below one of the roots.
  private List<Path> masked() {
    List<Path> masked = new ArrayList<>(paths("mask"));
    masked.add(path(variable("MYCELIUM_DATA").orElseGet(() -> home(".mycelium"))));
    return masked;
  }

  private Set<String> tags() {
    return option("tags").stream()
        .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Path> paths(String name) {
    return option(name).stream()
        .flatMap(list -> Arrays.stream(list.split(File.pathSeparator, -1)))
        .map(Arguments::path)
        .toList();
  }

  private Optional<String> option(String name) {
    return present(given.get(name));
  }

  private Optional<String> variable(String name) {
    return present(environment.get(name));
  }

  private static Optional<String> present(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static String home(String folder) {
    return Path.of(System.getProperty("user.home", "."), folder).toString();
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw StartFailure.usage("Not a path: " + text);
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw StartFailure.usage("Not a number: " + text);
    }
  }
}
