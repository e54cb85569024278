package io.mycelium.functions.channels;

/// Places of the event log, `milliseconds-number`, in their order.
final class LogPlace {
  private LogPlace() {}

  /// Whether one comes before another.
  static boolean before(String one, String other) {
    int by = Long.compare(part(one, 0), part(other, 0));
    return by < 0 || (by == 0 && part(one, 1) < part(other, 1));
  }

  private static long part(String place, int index) {
    return Long.parseLong(place.split("-", 2)[index]);
  }
}
