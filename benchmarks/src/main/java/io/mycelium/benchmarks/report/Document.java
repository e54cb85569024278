package io.mycelium.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page with places for the newest tables: `queue` for figures of queues, `drones` for those of
/// many drones, `results` for the rest.
public final class Document {
  private Document() {}

  private static boolean isOfQueues(Figure figure) {
    return figure.id().startsWith("queue.") || figure.id().startsWith("recovery.");
  }

  private static boolean isOfDrones(Figure figure) {
    return figure.id().startsWith("drones.");
  }

  /// Replaces what is between the marks of a place, if anything was measured for it.
  ///
  /// @throws IllegalStateException when the page has no such marks
  public static void write(Path page, Report report) throws IOException {
    String text = Files.readString(page);
    text =
        replaced(
            page,
            text,
            "results",
            report.only(figure -> !isOfQueues(figure) && !isOfDrones(figure)));
    text = replaced(page, text, "drones", report.only(Document::isOfDrones));
    Files.writeString(page, replaced(page, text, "queue", report.only(Document::isOfQueues)));
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
