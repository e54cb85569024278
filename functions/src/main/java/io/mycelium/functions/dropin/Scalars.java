package io.mycelium.functions.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a manifest's single values in the forms that options have.
final class Scalars {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([kmg])");

  private Scalars() {}

  /// An option of a type that allows all that the type does.
  static Option bare(OptionType type) {
    Option.Range range = type == OptionType.TEXT ? Option.Range.LINE : Option.Range.ANY;
    return new Option("value", "", type, false, false, Optional.empty(), List.of(), range);
  }

  /// The canonical form of a text for an option; nothing when the option does not take it.
  static Optional<JsonNode> canonical(Option option, String text) {
    Bound<?> bound =
        OptionSchema.declared(List.of(option))
            .bind(Json.object().set(option.name(), new TextNode(text)));
    return switch (bound) {
      case Bound.Fits<?> fits -> Optional.of(fits.canonical().get(option.name()));
      case Bound.Misfits<?> _ -> Optional.empty();
    };
  }

  static Optional<Duration> duration(String text) {
    return canonical(bare(OptionType.DURATION), text).map(v -> Duration.parse(v.textValue()));
  }

  static Optional<Long> whole(String text) {
    return canonical(bare(OptionType.INTEGER), text).map(JsonNode::longValue);
  }

  /// Reads `256m` as bytes; units are k, m and g, each 1024 of the one before.
  static Optional<Long> size(String text) {
    Matcher m = SIZE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int shift = 10 * (1 + "kmg".indexOf(m.group(2)));
    return Optional.of(Long.parseLong(m.group(1)) << shift);
  }
}
