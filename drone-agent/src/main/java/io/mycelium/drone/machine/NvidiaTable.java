package io.mycelium.drone.machine;

import io.mycelium.core.job.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `nvidia-smi --query-gpu` writes: one card on a line, values between commas, without units.
///
/// Of a value that is unknown, in whichever words the driver says so, nothing is claimed.
final class NvidiaTable {
  /// What every driver knows. The name is the last, so that a comma in it harms nothing.
  static final String PLAIN =
      "uuid,memory.total,memory.free,utilization.gpu,temperature.gpu,driver_version,mig.mode.current,name";

  /// What drivers from 510 on know too.
  static final String WITH_CAPABILITY = "compute_cap," + PLAIN;

  private static final int PLAIN_COLUMNS = 8;

  /// @param divided whether it can only be used in parts
  record Row(Card card, boolean divided) {}

  private NvidiaTable() {}

  /// Lines that are none of a table are left out.
  ///
  /// @param columns one of the above, in which it was asked
  static List<Row> read(String text, String columns) {
    int number = columns.equals(PLAIN) ? PLAIN_COLUMNS : PLAIN_COLUMNS + 1;
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      List<String> values = new ArrayList<>(List.of(line.split(",", number)));
      if (values.size() == number) {
        Optional<String> capability =
            number == PLAIN_COLUMNS ? Optional.empty() : known(values.removeFirst());
        known(values.getFirst()).ifPresent(id -> rows.add(row(id, values, capability)));
      }
    }
    return List.copyOf(rows);
  }

  private static Row row(String id, List<String> values, Optional<String> capability) {
    Gpu gpu =
        new Gpu(
            id,
            known(values.get(7)).orElse("NVIDIA card"),
            mebibytes(values.get(1)),
            mebibytes(values.get(2)),
            number(values.get(3)).map(Long::intValue),
            number(values.get(4)).map(Long::intValue));
    boolean divided = values.get(6).strip().equalsIgnoreCase("enabled");
    return new Row(new Card(gpu, Card.Maker.NVIDIA, id, capability, known(values.get(5))), divided);
  }

  /// Such as `[N/A]`, `[Not Supported]`, `[Unknown Error]`, `N/A` or `ERR!` stand for nothing.
  private static Optional<String> known(String value) {
    String text = value.strip();
    boolean unknown =
        text.isEmpty()
            || text.startsWith("[")
            || text.toLowerCase(Locale.ROOT).equals("n/a")
            || text.equals("ERR!");
    return unknown ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Long> number(String value) {
    return known(value).filter(text -> text.matches("\\d{1,9}")).map(Long::parseLong);
  }

  private static long mebibytes(String value) {
    return number(value).orElse(0L) << 20;
  }
}
