package io.mycelium.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Something measured.
///
/// @param id for programs; stays the same from release to release
/// @param title for people
/// @param unit of the rounds and the limit
/// @param rounds each measurement; the median counts
/// @param below what the median has to stay under, when something is promised
public record Figure(
    String id, String title, String unit, List<Double> rounds, OptionalDouble below) {
  public Figure {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException(id + " was never measured");
    }
    rounds = List.copyOf(rounds);
  }

  public static Figure of(String id, String title, String unit, List<Double> rounds) {
    return new Figure(id, title, unit, rounds, OptionalDouble.empty());
  }

  public static Figure of(String id, String title, String unit, double value) {
    return of(id, title, unit, List.of(value));
  }

  public Figure promised(double limit) {
    return new Figure(id, title, unit, rounds, OptionalDouble.of(limit));
  }

  public double value() {
    return median(rounds);
  }

  /// `met`, `missed`, or nothing where nothing is promised.
  public String verdict() {
    return below.isEmpty() ? "" : value() < below.getAsDouble() ? "met" : "missed";
  }

  /// Lowest to highest, or nothing for a single measurement.
  String range() {
    if (rounds.size() < 2) {
      return "";
    }
    List<Double> sorted = rounds.stream().sorted().toList();
    return "%s to %s".formatted(shown(sorted.getFirst()), shown(sorted.getLast()));
  }

  String target() {
    return below.isEmpty() ? "" : "< %s".formatted(shown(below.getAsDouble()));
  }

  /// As many digits as mean something.
  static String shown(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
