package io.mycelium.drone;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Hours;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.core.text.PlainText;
import io.mycelium.drone.owner.OwnerPolicy;
import io.mycelium.drone.owner.OwnerPolicy.Leave;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.RedisUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads what a drone is told, with defaults for what it is not told. All that is not allowed is
/// named at once.
final class SettingsReader {
  private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,40}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern TIME = Pattern.compile("\\d{1,5}[smh]");
  private static final Duration LEAST_IDLE = Duration.ofSeconds(1);
  private static final Duration MOST_IDLE = Duration.ofHours(24);
  private static final int SHOWN = 80;

  private final String prefix;
  private final List<String> problems = new ArrayList<>();

  private SettingsReader(String prefix) {
    this.prefix = prefix;
  }

  /// @param prefix what stands before the name of a setting where it was written, such as `--`
  /// @throws StartFailure naming each setting that is not allowed, with what is
  static Settings read(Told told, String prefix) {
    return new SettingsReader(prefix).settings(told);
  }

  private Settings settings(Told told) {
    Optional<Way> way = way(told.reach());
    Path data = path("data", told.data().orElse(""));
    List<Path> roots = paths("roots", told.roots());
    List<Path> writable = paths("writable", told.writable());
    List<Path> masked = paths("mask", told.masked());
    Set<String> tags = tags(told.tags());
    int slots = told.slots().map(this::slots).orElse(Settings.SLOTS);
    OwnerPolicy owner = owner(told.lent());
    if (!problems.isEmpty()) {
      throw StartFailure.usage(String.join("; ", problems) + ".");
    }
    return new Settings(
        way.orElseThrow(),
        told.name(),
        data,
        roots,
        writable,
        masked,
        tags,
        slots,
        owner,
        told.benchmark());
  }

  private OwnerPolicy owner(Told.Lent lent) {
    return new OwnerPolicy(
        lent.only().flatMap(this::hours),
        lent.idle().flatMap(this::idle),
        lent.leave().map(this::leave).orElse(Leave.FINISH));
  }

  private Optional<Hours> hours(String text) {
    try {
      return Optional.of(Hours.parse(text));
    } catch (IllegalArgumentException e) {
      refuse("only", text, Hours.FORM);
      return Optional.empty();
    }
  }

  private Optional<Duration> idle(String text) {
    Optional<Duration> time =
        Optional.of(text)
            .filter(given -> TIME.matcher(given).matches())
            .map(given -> Duration.parse("PT" + given.toUpperCase(Locale.ROOT)))
            .filter(given -> given.compareTo(LEAST_IDLE) >= 0 && given.compareTo(MOST_IDLE) <= 0);
    if (time.isEmpty()) {
      refuse("idle", text, "a time from 1s to 24h, such as 5m");
    }
    return time;
  }

  private Leave leave(String word) {
    return switch (word) {
      case "finish" -> Leave.FINISH;
      case "stop" -> Leave.STOP;
      default -> {
        refuse("leave", word, "finish or stop");
        yield Leave.FINISH;
      }
    };
  }

  private Optional<Way> way(Told.Reach reach) {
    if (reach.gateway().isPresent()) {
      if (reach.redis().isPresent()) {
        problems.add(
            "%sgateway and a Redis are two ways to the queue: give one of them".formatted(prefix));
      }
      return gateway(reach);
    }
    String workspace = workspace(reach.workspace().orElse(Settings.WORKSPACE));
    return redis(reach.redis()).map(url -> new Way.Direct(url, workspace));
  }

  private Optional<Way> gateway(Told.Reach reach) {
    String address = reach.gateway().orElseThrow();
    try {
      var origin = new GatewayOrigin(address);
      if (!origin.isPrivate() && !reach.insecure()) {
        problems.add(
            "%sgateway is '%s': without TLS others may read along and take the drone's place; use https, or say %sinsecure if you accept that"
                .formatted(prefix, origin, prefix));
      }
      return Optional.of(new Way.Gateway(origin, reach.ca().map(file -> path("ca", file))));
    } catch (IllegalArgumentException e) {
      refuse("gateway", address, GatewayOrigin.FORM);
      return Optional.empty();
    }
  }

  private Optional<RedisUrl> redis(Optional<String> url) {
    if (url.isEmpty()) {
      problems.add("It is not said where the queue is: give %sgateway URL".formatted(prefix));
      return Optional.empty();
    }
    try {
      return url.map(RedisUrl::parse);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
      return Optional.empty();
    }
  }

  private String workspace(String name) {
    if (!KeySpace.isWorkspace(name)) {
      refuse("workspace", name, KeySpace.WORKSPACE_FORM);
    }
    return name;
  }

  private int slots(String text) {
    int slots = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (slots < 1 || slots > Drone.MOST_SLOTS) {
      refuse("slots", text, "a whole number from 1 to " + Drone.MOST_SLOTS);
    }
    return slots;
  }

  private Set<String> tags(List<String> given) {
    given.stream()
        .filter(tag -> !TAG.matcher(tag).matches())
        .forEach(tag -> refuse("tags", tag, "words of a to z, 0 to 9, dot, dash and underscore"));
    return given.stream().collect(Collectors.toUnmodifiableSet());
  }

  private List<Path> paths(String name, List<String> given) {
    return given.stream().map(text -> path(name, text)).toList();
  }

  /// An empty name would stand for the folder where the drone was started.
  private Path path(String name, String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      refuse(name, text, "the names of folders");
      return Path.of("/");
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  private void refuse(String name, String value, String allowed) {
    problems.add(
        "%s%s is '%s', but takes %s"
            .formatted(prefix, name, PlainText.line(value, SHOWN), allowed));
  }
}
