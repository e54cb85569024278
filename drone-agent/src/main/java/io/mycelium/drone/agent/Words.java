package io.mycelium.drone.agent;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// Quantities and signals as people read them.
final class Words {
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "hang-up, SIGHUP"),
          Map.entry(2, "interrupt, SIGINT"),
          Map.entry(3, "quit, SIGQUIT"),
          Map.entry(4, "illegal instruction, SIGILL"),
          Map.entry(6, "abort, SIGABRT"),
          Map.entry(7, "bus error, SIGBUS"),
          Map.entry(8, "arithmetic error, SIGFPE"),
          Map.entry(9, "killed, SIGKILL; most likely the memory ran out"),
          Map.entry(11, "invalid memory access, SIGSEGV; perhaps the memory ran out"),
          Map.entry(13, "broken pipe, SIGPIPE"),
          Map.entry(15, "terminated, SIGTERM"),
          Map.entry(24, "too much processor time, SIGXCPU"),
          Map.entry(25, "a file grew too large, SIGXFSZ"),
          Map.entry(31, "forbidden system call, SIGSYS"));

  private Words() {}

  static String signal(int number) {
    String name = SIGNALS.get(number);
    return name == null ? "signal " + number : "signal %d (%s)".formatted(number, name);
  }

  /// Whole units, the largest that loses nothing.
  static String bytes(long count) {
    String[] units = {"bytes", "KiB", "MiB", "GiB"};
    int unit = 0;
    long shown = count;
    while (unit < units.length - 1 && shown >= 1024 && shown % 1024 == 0) {
      shown /= 1024;
      unit++;
    }
    return shown + " " + units[unit];
  }

  /// Such as `1 h 30 min` or `1.5 s`.
  static String duration(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    var words = new StringBuilder();
    add(words, time.toHours(), "h");
    add(words, time.toMinutesPart(), "min");
    add(words, time.toSecondsPart(), "s");
    return words.isEmpty() ? "0 s" : words.toString();
  }

  private static void add(StringBuilder words, long count, String unit) {
    if (count > 0) {
      words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
    }
  }
}
