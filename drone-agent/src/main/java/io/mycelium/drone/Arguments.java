package io.mycelium.drone;

import io.mycelium.core.job.Drone;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The command line of a drone that is started on its own.
final class Arguments {
  static final String USAGE =
      """
      Runs a drone on this machine, for a gateway elsewhere.

        mycelium drone --gateway URL [--name NAME] [--data FOLDER] [--roots FOLDER:FOLDER] [--slots N]

        --gateway URL    the gateway, such as https://mycelium.example.org; at the first start an
                         operator approves this drone there
        --ca FILE        certificates in PEM that are trusted besides the system's own
        --insecure       accepts a gateway without TLS that is not on this machine
        --redis URL      in place of a gateway: the queue itself, for a drone that is trusted like
                         a gateway; better in the environment as MYCELIUM_REDIS, where other users
                         do not see its password
        --name NAME      what people call it; the machine's name when left out
        --data FOLDER    the drone's own folder; ~/.mycelium-drone when left out
        --roots A:B      folders below which jobs may read; none when left out
        --writable A:B   folders below which jobs of trusted functions may write; none when left out
        --mask A:B       folders that no job may read, wherever the roots are
        --tags A,B       what it can serve, beyond what it finds out by itself
        --slots N        how many jobs it runs at once, 1 to %d; 2 when left out
        --only HOURS     when it takes jobs, by this machine's clock: "20:00-07:00", or with days
                         "mon-fri 20:00-07:00, sat-sun"; always when left out
        --idle TIME      takes jobs only when nobody has used this machine for so long, such as 5m
        --leave WHAT     what becomes of running jobs when the owner needs the machine: finish
                         lets them end, stop gives them to other drones; finish when left out
        --benchmark      measures this machine anew, in a second or two
        --workspace W    with --redis: whose jobs; main when left out
      """
          .formatted(Drone.MOST_SLOTS);

  private static final String SEE_HELP = "see mycelium drone --help.";

  private static final String BENCHMARK = "benchmark";
  private static final String INSECURE = "insecure";

  private static final List<String> OPTIONS =
      List.of(
          "gateway",
          "ca",
          INSECURE,
          "redis",
          "name",
          "data",
          "roots",
          "writable",
          "mask",
          "tags",
          "slots",
          "only",
          "idle",
          "leave",
          BENCHMARK,
          "workspace");

  private final Map<String, String> given;
  private final Map<String, String> environment;

  private Arguments(Map<String, String> given, Map<String, String> environment) {
    this.given = given;
    this.environment = environment;
  }

  /// Whether somebody only wants to know what there is.
  static boolean askForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  /// Reads `--name value` and `--name=value`; `--benchmark` and `--insecure` stand alone.
  ///
  /// @throws StartFailure when something is unknown, or has no value
  static Arguments read(List<String> words, Map<String, String> environment) {
    Map<String, String> given = new HashMap<>();
    List<String> left = new ArrayList<>(words);
    while (!left.isEmpty()) {
      String[] parts = left.removeFirst().split("=", 2);
      String name = known(parts[0]);
      if (Set.of(BENCHMARK, INSECURE).contains(name) && parts.length == 1) {
        left.addFirst(name);
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

  private static String known(String word) {
    if (!word.startsWith("--")) {
      // Not repeated: it may be a URL with its password.
      throw StartFailure.usage("A drone takes options such as --gateway URL only; " + SEE_HELP);
    }
    String name = word.substring(2);
    if (!OPTIONS.contains(name)) {
      String meant =
          Nearest.to(name, OPTIONS).stream()
              .findFirst()
              .map(near -> " (did you mean --%s?)".formatted(near))
              .orElse("");
      throw StartFailure.usage(
          "A drone does not know '%s'%s; %s".formatted(PlainText.line(word, 60), meant, SEE_HELP));
    }
    return name;
  }

  /// What was asked for, with defaults for the rest.
  ///
  /// @throws StartFailure naming all that is missing or not allowed
  Settings settings() {
    return SettingsReader.read(
        new Told(
            reach(),
            option("name"),
            option("data").or(() -> Optional.of(home(".mycelium-drone"))),
            list("roots", File.pathSeparator),
            list("writable", File.pathSeparator),
            masked(),
            list("tags", ","),
            option("slots"),
            new Told.Lent(option("only"), option("idle"), option("leave")),
            option(BENCHMARK).isPresent()),
        "--");
  }

  /// What is typed goes before what the environment says.
  private Told.Reach reach() {
    Optional<String> gateway = option("gateway");
    return new Told.Reach(
        gateway,
        option("ca"),
        option(INSECURE).isPresent(),
        option("redis")
            .or(() -> gateway.isPresent() ? Optional.empty() : variable("MYCELIUM_REDIS")),
        option("workspace"));
  }

  /// What is unwise in it, for people.
  Optional<String> warning() {
    return option("redis")
        .filter(url -> url.matches("[a-z-]+://[^/@]*:[^/@]+@.*"))
        .map(url ->
            "The password of --redis is visible to every user of this machine; "
                + "put the URL into the environment as MYCELIUM_REDIS.");
  }

  /// A gateway's data may lie on the same machine, below one of the roots.
  private List<String> masked() {
    List<String> masked = new ArrayList<>(list("mask", File.pathSeparator));
    masked.add(variable("MYCELIUM_DATA").orElseGet(() -> home(".mycelium")));
    return masked;
  }

  private List<String> list(String name, String separator) {
    return option(name).stream().flatMap(list -> Arrays.stream(list.split(separator, -1))).toList();
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
}
