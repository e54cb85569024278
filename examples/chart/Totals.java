import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a column adds up to for each value of another one, as numbers are written in one way.
final class Totals {
  static final int MOST_NAMES = 20_000;
  private static final int LONGEST_NAME = 500;

  private final Decimal decimal;
  private final Map<String, BigDecimal> sums = new LinkedHashMap<>();
  private long misfitLine;
  private String misfit;

  Totals(Decimal decimal) {
    this.decimal = decimal;
  }

  /// A bar of the chart.
  record Bar(String name, BigDecimal amount) {}

  /// Adds a row of the file; an empty amount is none.
  void add(long line, String name, String amount) {
    if (misfit != null) {
      return;
    }
    BigDecimal number = amount.isBlank() ? BigDecimal.ZERO : decimal.read(amount);
    if (number == null) {
      misfitLine = line;
      misfit = amount;
      return;
    }
    sums.merge(Plain.line(name, LONGEST_NAME), number, BigDecimal::add);
    if (sums.size() > MOST_NAMES) {
      throw new Refusal("There are more than %,d different names to draw; choose another column with --by.", MOST_NAMES);
    }
  }

  boolean fits() {
    return misfit == null;
  }

  /// Where the first cell is that is no number.
  long misfitLine() {
    return misfitLine;
  }

  Refusal refusal(String column) {
    return new Refusal(
        "Line %,d has %s in the column %s, which is no number.", misfitLine, Plain.quoted(misfit), Plain.quoted(column));
  }

  boolean same(Totals other) {
    return sums.keySet().equals(other.sums.keySet())
        && sums.entrySet().stream().allMatch(sum -> sum.getValue().compareTo(other.sums.get(sum.getKey())) == 0);
  }

  BigDecimal all() {
    return sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  int names() {
    return sums.size();
  }

  /// The first so many, and one for those that are left.
  List<Bar> bars(boolean byName, int most) {
    Comparator<Bar> byAmount = Comparator.comparing(Bar::amount).reversed();
    Comparator<Bar> named = Comparator.comparing(Bar::name);
    List<Bar> sorted =
        sums.entrySet().stream()
            .map(sum -> new Bar(sum.getKey().isEmpty() ? "(empty)" : sum.getKey(), sum.getValue()))
            .sorted(byName ? named : byAmount.thenComparing(named))
            .toList();
    List<Bar> bars = new ArrayList<>(sorted.subList(0, Math.min(most, sorted.size())));
    List<Bar> left = sorted.subList(bars.size(), sorted.size());
    if (!left.isEmpty()) {
      bars.add(new Bar("(%,d others)".formatted(left.size()), left.stream().map(Bar::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
    }
    return bars;
  }
}
