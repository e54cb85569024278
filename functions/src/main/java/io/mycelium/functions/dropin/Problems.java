package io.mycelium.functions.dropin;

import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Collects what is wrong with one file, so that all of it is told at once. Not thread-safe.
final class Problems {
  private static final int MOST = 40;
  private static final int LONGEST = 300;

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node at, String cause, Object... values) {
    add(line(at.getStartMark()), cause, values);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library that we have
  void add(int line, String cause, Object... values) {
    if (found.size() < MOST) {
      found.add(new Problem(file, line, PlainText.line(cause.formatted(values), LONGEST)));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  /// By line.
  List<Problem> found() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(1);
  }
}
