package io.mycelium.functions.schedules;

import java.util.Locale;

/// What becomes of slots at which nothing could run.
enum Misfire {
  /// They are left out.
  SKIP,
  /// One run makes up for all of them.
  ONCE,
  /// Each is made up for, oldest first, but no more than the newest [Due#MOST].
  ALL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
