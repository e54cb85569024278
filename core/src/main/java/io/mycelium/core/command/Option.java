package io.mycelium.core.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.mycelium.core.text.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One option of a command, as data: read from a record's component or from a manifest.
///
/// @param name kebab case, unique in its command
/// @param help one phrase for people
/// @param positional may be given without its name, in the order of the schema; the last one of
///   type text takes the rest of the line
/// @param standard the value that stands for an absent one, in canonical form
/// @param choices what type CHOICE allows; empty otherwise
/// @param range for INTEGER the allowed values, for TEXT the allowed length in characters, for
///   DURATION the allowed seconds
public record Option(
    String name,
    String help,
    OptionType type,
    boolean required,
    boolean positional,
    Optional<JsonNode> standard,
    List<String> choices,
    Range range) {

  /// Inclusive bounds.
  public record Range(long min, long max) {
    /// Text as long as a message may be.
    public static final Range LINE = new Range(0, 4_000);

    public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean contains(long value) {
      return value >= min && value <= max;
    }

    boolean bounded() {
      return !equals(ANY);
    }
  }

  public Option {
    choices = List.copyOf(choices);
    standard = standard.filter(value -> !value.isNull()).map(Option::wide);
  }

  /// What JSON text reads as a small number is the same as what was written as a long one.
  private static JsonNode wide(JsonNode value) {
    return value.isInt() ? new LongNode(value.longValue()) : value;
  }

  /// The canonical form of a value, or nothing when the option does not allow it.
  public Optional<JsonNode> canonical(JsonNode given) {
    return Values.canonical(this, given);
  }

  /// What a person may give, in words: `a whole number from 1 to 100`.
  public String allowed() {
    return switch (type) {
      case TEXT ->
          range.min > 0
              ? "text of %d to %d characters".formatted(range.min, range.max)
              : "text of at most %d characters".formatted(range.max);
      case INTEGER ->
          range.bounded()
              ? "a whole number from %d to %d".formatted(range.min, range.max)
              : "a whole number";
      case FLAG -> "true or false";
      case CHOICE -> "one of " + String.join(", ", choices);
      case DURATION ->
          range.bounded()
              ? "a duration %s, such as 90s, 15m, 2h or 1d".formatted(spans())
              : "a duration such as 90s, 15m, 2h or 1d";
      case PATH -> "an absolute path";
      case PEER -> "a peer's name or id";
      case ROOM -> "a room's name";
      case REFERENCE -> "a number such as 12 or #12, or an id";
      case FILE -> "an uploaded file";
    };
  }

  private String spans() {
    if (range.min <= 0) {
      return "of at most " + span(range.max);
    }
    return range.max == Long.MAX_VALUE
        ? "of at least " + span(range.min)
        : "from %s to %s".formatted(span(range.min), span(range.max));
  }

  private static String span(long seconds) {
    return Spans.shortest(Duration.ofSeconds(seconds));
  }
}
