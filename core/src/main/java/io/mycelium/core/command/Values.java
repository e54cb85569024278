package io.mycelium.core.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.text.Spans;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns a given value into an option's canonical form, or finds that it has none. The one place
/// that knows what each [OptionType] accepts; whatever surface a value came from, it went through
/// here.
final class Values {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Pattern REFERENCE = Pattern.compile("#?(\\d{1,9})|[a-z]+_[a-z0-9]{1,40}");
  private static final Pattern PEER =
      Pattern.compile("@?[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._ -]{0,79}|peer_[a-z0-9]{1,40}");
  private static final Pattern ROOM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final int LONGEST_PATH = 4_096;

  private Values() {}

  /// The canonical form, or nothing when the option does not allow the value.
  static Optional<JsonNode> canonical(Option option, JsonNode given) {
    return switch (option.type()) {
      case TEXT ->
          text(given)
              .map(PlainText::clean)
              .filter(t -> option.range().contains(t.length()))
              .map(TextNode::new);
      case INTEGER -> integer(given).filter(option.range()::contains).map(LongNode::new);
      case FLAG -> flag(given).map(BooleanNode::valueOf);
      case CHOICE ->
          text(given)
              .map(t -> t.strip().toLowerCase(Locale.ROOT))
              .filter(option.choices()::contains)
              .map(TextNode::new);
      case DURATION ->
          text(given)
              .flatMap(Values::duration)
              .filter(d -> option.range().contains(d.toSeconds()))
              .map(d -> new TextNode(d.toString()));
      case PATH -> text(given).filter(Values::absolute).map(TextNode::new);
      case PEER ->
          text(given)
              .map(String::strip)
              .filter(t -> PEER.matcher(t).matches())
              .map(t -> new TextNode(t.startsWith("@") ? t.substring(1) : t));
      case ROOM ->
          text(given)
              .map(t -> t.startsWith("#") ? t.substring(1) : t)
              .filter(t -> ROOM.matcher(t).matches())
              .map(TextNode::new);
      case REFERENCE -> scalar(given).flatMap(Values::reference).map(TextNode::new);
      case FILE -> FileRef.read(given).map(FileRef::tree);
    };
  }

  /// Reads `90s`, `15m`, `PT15M`; nothing when it is neither.
  static Optional<Duration> duration(String text) {
    Matcher m = SHORT_DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (m.matches()) {
      return Optional.of(Spans.of(Long.parseLong(m.group(1)), m.group(2)));
    }
    try {
      return Optional.of(Duration.parse(text.strip())).filter(d -> !d.isNegative());
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode given) {
    return given.isTextual() ? Optional.of(given.textValue()) : Optional.empty();
  }

  private static Optional<String> scalar(JsonNode given) {
    return given.isTextual() || given.isIntegralNumber()
        ? Optional.of(given.asText())
        : Optional.empty();
  }

  private static Optional<Long> integer(JsonNode given) {
    if (given.isIntegralNumber() && given.canConvertToLong()) {
      return Optional.of(given.longValue());
    }
    try {
      return text(given).map(t -> Long.parseLong(t.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> flag(JsonNode given) {
    if (given.isBoolean()) {
      return Optional.of(given.booleanValue());
    }
    return text(given)
        .map(t -> t.strip().toLowerCase(Locale.ROOT))
        .filter(t -> t.equals("true") || t.equals("false"))
        .map(Boolean::valueOf);
  }

  private static boolean absolute(String path) {
    return path.startsWith("/")
        && path.length() <= LONGEST_PATH
        && path.equals(PlainText.clean(path))
        && path.indexOf('\n') < 0;
  }

  private static Optional<String> reference(String text) {
    Matcher m = REFERENCE.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    return Optional.of(m.group(1) == null ? text.strip() : m.group(1));
  }
}
