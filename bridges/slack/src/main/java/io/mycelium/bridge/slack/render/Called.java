package io.mycelium.bridge.slack.render;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Those whom a text calls by name and who have an account in Slack. Nobody else is called.
final class Called {
  static final Called NOBODY = new Called(Map.of());

  private final Map<String, String> accounts;
  private final Optional<Pattern> names;

  /// @param accounts ids in Slack, by the names here
  Called(Map<String, String> accounts) {
    this.accounts =
        accounts.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    e -> folded(e.getKey()), Map.Entry::getValue, (first, _) -> first));
    this.names =
        this.accounts.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Pattern.compile(
                    this.accounts.keySet().stream()
                        // Of two names that begin alike the longer one is meant.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(
                            Collectors.joining(
                                "|",
                                "(?<![\\p{L}\\p{N}@._-])@(",
                                ")(?![\\p{L}\\p{N}\\p{Mn}]|[._-][\\p{L}\\p{N}])")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Finds the next call in a text.
  Optional<Matcher> in(String text) {
    return names.map(pattern -> pattern.matcher(text));
  }

  /// How Slack writes that the name that was found is called.
  String reference(Matcher found) {
    return "<@" + accounts.get(folded(found.group(1))) + ">";
  }
}
