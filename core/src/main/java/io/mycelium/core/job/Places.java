package io.mycelium.core.job;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Places for values in a text of a template: `{name}`, where the name is an option's or one of the
/// variables that a drone sets, such as `{MYCELIUM_JOB_ID}`. `{{name}}` is the text `{name}`, and
/// any other brace is itself.
public final class Places {
  private static final String NAME = "([a-z][a-z0-9-]*|MYCELIUM_[A-Z_]+)";
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{%1$s\\}\\}|\\{%1$s\\}".formatted(NAME));
  private static final Pattern PLAIN = Pattern.compile("\\{%s\\}".formatted(NAME));

  private Places() {}

  /// The names of all places.
  public static Set<String> in(String text) {
    Set<String> names = new TreeSet<>();
    PLACE
        .matcher(text)
        .results()
        .flatMap(place -> Optional.ofNullable(place.group(2)).stream())
        .forEach(names::add);
    return names;
  }

  /// A text that reads as `text` when it is filled.
  public static String literal(String text) {
    return PLAIN.matcher(text).replaceAll("{{$1}}");
  }

  /// Puts values in; they are not looked at for further places.
  ///
  /// @return empty when a place has no value
  public static Optional<String> filled(String text, Function<String, Optional<String>> values) {
    var filled = new StringBuilder();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      Optional<String> value =
          place.group(1) == null
              ? values.apply(place.group(2))
              : Optional.of("{" + place.group(1) + "}");
      if (value.isEmpty()) {
        return Optional.empty();
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(place.appendTail(filled).toString());
  }
}
