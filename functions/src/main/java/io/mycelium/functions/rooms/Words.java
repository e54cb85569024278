package io.mycelium.functions.rooms;

import io.mycelium.core.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Words that are looked for, without regard to case and order.
final class Words {
  private static final int EXCERPT = 200;

  /// What an excerpt shows before the first word.
  private static final int BEFORE = 60;

  private final List<String> words;

  /// @param text with gaps between the words; has at least one
  Words(String text) {
    words =
        Arrays.stream(fold(text).split("\\s+")).filter(word -> !word.isEmpty()).distinct().toList();
  }

  /// Whether the text has them all.
  boolean in(String text) {
    String folded = fold(text);
    return words.stream().allMatch(folded::contains);
  }

  /// The part of a text around the first word that is found in it, on one line.
  String excerpt(String text) {
    String folded = fold(text);
    int first = words.stream().mapToInt(folded::indexOf).filter(at -> at >= 0).min().orElse(0);
    // What folding made longer or shorter moves the place a little, never out of the text.
    int from = Math.min(text.length(), Math.max(0, first - BEFORE));
    if (text.length() <= EXCERPT || from == 0) {
      return PlainText.line(text, EXCERPT);
    }
    boolean split = Character.isLowSurrogate(text.charAt(Math.min(from, text.length() - 1)));
    return PlainText.line("…" + text.substring(split ? from + 1 : from), EXCERPT);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
