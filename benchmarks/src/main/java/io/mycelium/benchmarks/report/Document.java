package io.mycelium.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/// A page with places for the newest tables: `queue` for figures of queues, `results` for the rest.
public final class Document {
  private static final Predicate<Figure> OF_QUEUES =
      figure -> figure.id().startsWith("queue.") || figure.id().startsWith("recovery.");

  private Document() {}

  /// Replaces what is between the marks of a place, if anything was measured for it.
  ///
  /// @throws IllegalStateException when the page has no such marks
  public static void write(Path page, Report report) throws IOException {
    String text = Files.readString(page);
    text = replaced(page, text, "results", report.only(OF_QUEUES.negate()));
    Files.writeString(page, replaced(page, text, "queue", report.only(OF_QUEUES)));
  }

  private static String replaced(Path page, String text, String place, Report report) {
    if (report.figures().isEmpty()) {
      return text;
    }
    String mark = "<!-- %s: begin -->".formatted(place);
    int begin = text.indexOf(mark);
    int end = text.indexOf("<!-- %s: end -->".formatted(place));
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("%s has no place for %s".formatted(page, place));
    }
    return text.substring(0, begin + mark.length())
        + "\n"
        + report.markdown()
        + text.substring(end);
  }
}
