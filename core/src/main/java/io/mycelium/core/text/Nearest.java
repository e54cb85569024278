package io.mycelium.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Finds the known words that somebody probably meant.
public final class Nearest {
  private static final int OFFERED = 3;
  private static final int LONGEST_COMPARED = 80;

  private Nearest() {}

  /// Up to three candidates, nearest first: those that start with the word, and those within an
  /// edit distance of about a third of its length.
  public static List<String> to(String given, Collection<String> known) {
    if (given.isEmpty() || given.length() > LONGEST_COMPARED) {
      return List.of();
    }
    int allowed = Math.max(1, given.length() / 3);
    record Scored(String word, int distance) {}
    return known.stream()
        .map(word -> new Scored(word, word.startsWith(given) ? 0 : distance(given, word)))
        .filter(scored -> scored.distance <= allowed)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
        .limit(OFFERED)
        .map(Scored::word)
        .toList();
  }

  /// Edit distance in which swapping two neighbours counts once (optimal string alignment).
  public static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] d, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
