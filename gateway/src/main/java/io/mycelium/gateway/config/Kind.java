package io.mycelium.gateway.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// One kind of value that can be configured.
///
/// @param name for the reference page
/// @param form what people write, in words that go on with a range
/// @param reader throws [IllegalArgumentException] for a text that has another form
/// @param order how two values compare; empty for what has no range
record Kind<T>(
    String name, String form, Function<String, T> reader, Optional<Comparator<T>> order) {
  private static final Kind<Integer> NUMBER =
      ordered("number", "a whole number", Integer::parseInt, Integer::compare);
  private static final Kind<Duration> DURATION =
      ordered(
          "duration", "a duration (0.5s, 90s, 15m, 2h, 30d)", Kind::duration, Duration::compareTo);
  private static final Kind<DataSize> SIZE =
      ordered(
          "size",
          "a size (512, 64k, 256m, 2g)",
          DataSize::parse,
          Comparator.comparingLong(DataSize::bytes));
  private static final Kind<Boolean> FLAG =
      named("true or false", text -> choice(text, "true", true, "false", false));
  private static final Kind<Configuration.AppendFsync> APPEND_FSYNC =
      named(
          "everysec or always",
          text ->
              choice(
                  text.toLowerCase(Locale.ROOT),
                  "everysec",
                  Configuration.AppendFsync.EVERYSEC,
                  "always",
                  Configuration.AppendFsync.ALWAYS));
  private static final Kind<Configuration.Provider> PROVIDER =
      named("none, openai or anthropic", Kind::provider);
  private static final Kind<String> TEXT =
      new Kind<>("text", "some text", Function.identity(), Optional.empty());

  /// The kind of a component of a record.
  static Kind<?> of(Class<?> type) {
    if (type == int.class) {
      return NUMBER;
    }
    if (type == Duration.class) {
      return DURATION;
    }
    if (type == DataSize.class) {
      return SIZE;
    }
    if (type == boolean.class) {
      return FLAG;
    }
    if (type == Configuration.AppendFsync.class) {
      return APPEND_FSYNC;
    }
    if (type == Configuration.Provider.class) {
      return PROVIDER;
    }
    if (type == String.class) {
      return TEXT;
    }
    throw new IllegalStateException("nothing of the type %s can be configured".formatted(type));
  }

  /// Reads a value of a setting.
  ///
  /// @throws IllegalArgumentException when it has another form or lies outside of the range; the
  ///   message is `takes` and what is allowed
  T read(String text, Setting setting) {
    return readable(text)
        .filter(value -> isAllowed(value, setting))
        .orElseThrow(() -> new IllegalArgumentException("takes " + allowed(setting)));
  }

  private String allowed(Setting setting) {
    return switch (setting.form()) {
      case ANY ->
          setting.min().isEmpty()
              ? form
              : "%s from %s to %s".formatted(form, setting.min(), setting.max());
      case WORKSPACE, WEB_ADDRESS, SOCKET_ADDRESS, REDIS_URL, FOLDERS, HOURS, FILE ->
          setting.form().words();
    };
  }

  private Optional<T> readable(String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      // The caller says what is allowed instead.
      return Optional.empty();
    }
  }

  private boolean isAllowed(T value, Setting setting) {
    if (value instanceof String text) {
      return text.isEmpty() ? setting.standard().isEmpty() : setting.form().isKeptBy(text);
    }
    if (order.isEmpty()) {
      return true;
    }
    return order.get().compare(value, reader.apply(setting.min())) >= 0
        && order.get().compare(value, reader.apply(setting.max())) <= 0;
  }

  private static <T> Kind<T> ordered(
      String name, String form, Function<String, T> reader, Comparator<T> order) {
    return new Kind<>(name, form, reader, Optional.of(order));
  }

  private static <T> Kind<T> named(String name, Function<String, T> reader) {
    return new Kind<>(name, name, reader, Optional.empty());
  }

  private static <T> T choice(String text, String one, T first, String other, T second) {
    if (text.equals(one)) {
      return first;
    }
    if (text.equals(other)) {
      return second;
    }
    throw new IllegalArgumentException("neither %s nor %s".formatted(one, other));
  }

  private static Configuration.Provider provider(String text) {
    return Configuration.Provider.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration", e);
    }
  }

  /// A duration as people write it.
  static String written(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
