package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.report.Figure;
import java.util.List;

/// Something that is measured.
public interface Case {
  /// By which it is asked for.
  String name();

  /// Measures it, with processes that it starts and ends.
  List<Figure> run(Plan plan);

  /// Settings of the gateway that are not the standard ones.
  default List<String> settings() {
    return List.of();
  }
}
