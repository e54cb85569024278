package io.mycelium.drone.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Linux release below us, as far as the sandbox depends on it.
record KernelRelease(int major, int minor) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

  static KernelRelease current() {
    return of(System.getProperty("os.version", ""));
  }

  /// An unreadable release counts as old.
  static KernelRelease of(String release) {
    Matcher numbers = NUMBERS.matcher(release);
    return numbers.matches()
        ? new KernelRelease(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : new KernelRelease(0, 0);
  }

  boolean countsTasksPerNamespace() {
    return major > 5 || (major == 5 && minor >= 14);
  }
}
