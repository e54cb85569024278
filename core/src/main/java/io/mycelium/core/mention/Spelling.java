package io.mycelium.core.mention;

import io.mycelium.core.text.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words that the examples are made of. One that is nearly such a word is taken for it, because
/// a slip of the finger leads the comparison of sentences far astray.
final class Spelling {
  private static final Pattern WORD = Pattern.compile("(?<![#@/\\w.'-])[\\p{L}]+(?![\\w/@'-])");
  private static final int SHORTEST = 4;
  private static final int LONG = 7;

  private final Set<String> known;

  private Spelling(Set<String> known) {
    this.known = known;
  }

  static Spelling of(Collection<String> sentences) {
    return new Spelling(
        sentences.stream().flatMap(s -> words(s).stream()).collect(Collectors.toUnmodifiableSet()));
  }

  static List<String> words(String sentence) {
    return WORD.matcher(sentence.toLowerCase(Locale.ROOT)).results().map(m -> m.group()).toList();
  }

  /// The sentence with its slips mended.
  String mend(String sentence) {
    return WORD.matcher(sentence).replaceAll(match -> mended(match.group()));
  }

  /// People rarely miss a word's first letter, and words that differ there are mostly other words.
  private String mended(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    if (plain.length() < SHORTEST || known.contains(plain)) {
      return word;
    }
    int allowed = plain.length() < LONG ? 1 : 2;
    record Near(String word, int distance) {}
    return known.stream()
        .filter(k -> k.length() >= SHORTEST && k.charAt(0) == plain.charAt(0))
        .filter(k -> Math.abs(k.length() - plain.length()) <= allowed)
        .map(k -> new Near(k, Nearest.distance(plain, k)))
        .filter(near -> near.distance() <= allowed)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word)
        .orElse(word);
  }
}
