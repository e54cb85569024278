package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// The Java that the drone itself runs on. It is the `java` of everything that it runs: so every
/// drone has one, and the same release, wherever it was installed and whatever else is.
///
/// @param home its folder; real
record OwnJava(Path home) {
  static OwnJava ofThisProcess() {
    try {
      return new OwnJava(Path.of(System.getProperty("java.home")).toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("this program's Java is gone", e);
    }
  }

  /// A search path on which it comes before `others`.
  String before(String others) {
    return home.resolve("bin") + ":" + others;
  }

  /// Shows it, unless it lies where everything is shown.
  void addTo(MountPlan plan) {
    plan.visible(List.of(home));
  }
}
