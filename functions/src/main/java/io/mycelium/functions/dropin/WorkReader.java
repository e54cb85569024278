package io.mycelium.functions.dropin;

import io.mycelium.core.command.Option;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dedup;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.Keep;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.job.Retry;
import io.mycelium.core.text.Nearest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a manifest says of where, when and how often its jobs run.
final class WorkReader {
  /// The keys of a manifest that it reads.
  static final List<String> KEYS =
      List.of("requires", "priority", "retry", "deadlines", "keys", "once", "keep", "durability");

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int MOST_KEYS = 8;
  private static final int LONGEST_KEY = 100;

  /// From 1 to 255.
  private static final Pattern EXIT = Pattern.compile("[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");

  private enum Durability {
    USUAL,
    HIGH
  }

  private final Section root;

  private WorkReader(Section root) {
    this.root = root;
  }

  /// @param options of the function, which `once` may name
  static Work read(Section root, List<Option> options) {
    var reader = new WorkReader(root);
    return new Work(
        reader.requires(),
        word(root, "priority", JobPriority.values(), JobPriority.NORMAL),
        root.section("retry").map(WorkReader::retry).orElse(Retry.NEVER),
        root.section("deadlines").map(WorkReader::deadlines).orElse(Deadlines.NONE),
        reader.keys(),
        root.section("once").flatMap(once -> once(once, options)),
        reader.keep(),
        word(root, "durability", Durability.values(), Durability.USUAL) == Durability.HIGH);
  }

  private Requirements requires() {
    Optional<String> text = root.text("requires");
    if (text.isEmpty()) {
      return Requirements.NONE;
    }
    try {
      return JobClass.named(text.get()).requirements();
    } catch (IllegalArgumentException e) {
      root.problem("requires", "cannot be read: %s", String.valueOf(e.getMessage()));
      return Requirements.NONE;
    }
  }

  private List<String> keys() {
    List<String> keys = root.texts("keys", "[database]").orElse(List.of());
    if (keys.size() > MOST_KEYS) {
      root.problem("keys", "has more than %d names", MOST_KEYS);
    }
    keys.stream()
        .filter(key -> !named(key))
        .findFirst()
        .ifPresent(key ->
            root.problem(
                "keys",
                "has '%s', but takes names of letters, digits and . _ : / @ + -",
                Section.shown(key)));
    return keys.stream().filter(WorkReader::named).toList();
  }

  private static boolean named(String key) {
    try {
      return !LimitName.key(key).value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Retry retry(Section given) {
    given.allow(List.of("attempts", "backoff", "base", "most", "never"));
    Retry usual =
        Retry.upTo(
            given
                .required("attempts")
                .flatMap(_ -> given.whole("attempts", Retry.MOST_ATTEMPTS))
                .orElse(1));
    Retry.Backoff backoff = word(given, "backoff", Retry.Backoff.values(), usual.backoff());
    Duration base = pause(given, "base").orElse(usual.base());
    Duration longer = base.compareTo(usual.most()) > 0 ? base : usual.most();
    Duration most = pause(given, "most").orElse(longer);
    if (most.compareTo(base) < 0) {
      given.problem("most", "is shorter than 'base', the first wait");
      return usual;
    }
    return new Retry(usual.attempts(), backoff, base, most).notAfter(never(given));
  }

  private static List<String> never(Section given) {
    List<String> codes = given.texts("never", "[timeout, 3]").orElse(List.of());
    codes.stream()
        .filter(code -> !isFailure(code))
        .findFirst()
        .ifPresent(code -> {
          List<String> near = Nearest.to(code, Retry.CODES);
          given.problem(
              "never",
              "has '%s', but takes codes that a program ends with, from 1 to 255, and %s",
              Section.shown(code),
              String.join(", ", near.isEmpty() ? Retry.CODES : near));
        });
    return codes.stream().filter(WorkReader::isFailure).toList();
  }

  private static boolean isFailure(String code) {
    return Retry.CODES.contains(code) || EXIT.matcher(code).matches();
  }

  private static Optional<Duration> pause(Section given, String key) {
    return given.time(key, Duration.ofSeconds(1), DAY, "1s to 24h, such as 5s or 10m");
  }

  private static Deadlines deadlines(Section given) {
    given.allow(List.of("waiting", "total", "heartbeat"));
    Duration second = Duration.ofSeconds(1);
    String such = "1s to 30d, such as 10m or 2h";
    return new Deadlines(
        given.time("waiting", second, MONTH, such),
        given.time("total", second, MONTH, such),
        given.time("heartbeat", Duration.ofSeconds(5), DAY, "5s to 24h, such as 30s"));
  }

  /// One time, or one for each end.
  private Optional<Keep> keep() {
    if (!root.isSection("keep")) {
      return kept(root, "keep").map(Keep::alike);
    }
    return root.section("keep")
        .map(given -> given.allow(List.of("done", "failed")))
        .map(given -> new Keep(kept(given, "done"), kept(given, "failed")))
        .filter(keep -> keep.done().isPresent() || keep.failed().isPresent());
  }

  private static Optional<Duration> kept(Section given, String key) {
    return given.time(key, Duration.ofMinutes(1), MONTH, "1m to 30d, such as 2h or 7d");
  }

  private static Optional<Work.Once> once(Section given, List<Option> options) {
    given.allow(List.of("key", "window", "mode"));
    Optional<String> key =
        given.required("key").isPresent() ? given.line("key", LONGEST_KEY) : Optional.empty();
    key.ifPresent(text -> checkOptions(given, text, options));
    Optional<Duration> window =
        given.has("window")
            ? given.time("window", Duration.ofSeconds(1), MONTH, "1s to 30d, such as 5m")
            : Optional.of(Duration.ofMinutes(1));
    Dedup.Mode mode = word(given, "mode", Dedup.Mode.values(), Dedup.Mode.FIRST);
    return key.flatMap(text -> window.map(time -> new Work.Once(text, time, mode)));
  }

  private static void checkOptions(Section given, String key, List<Option> options) {
    List<String> names = options.stream().map(Option::name).toList();
    Matcher places = Work.Once.OPTION.matcher(key);
    while (places.find()) {
      if (!names.contains(places.group(1))) {
        given.problem(
            "key",
            "has '{%s}', but the options are %s",
            places.group(1),
            names.isEmpty() ? "none" : String.join(", ", names));
      }
    }
  }

  private static <E extends Enum<E>> E word(Section given, String key, E[] known, E standard) {
    Optional<E> found =
        given.text(key).flatMap(t -> Stream.of(known).filter(k -> word(k).equals(t)).findFirst());
    String words = String.join(", ", Stream.of(known).map(WorkReader::word).toList());
    return given.read(key, found, "one of " + words).orElse(standard);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
