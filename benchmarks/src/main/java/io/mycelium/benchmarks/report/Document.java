package io.mycelium.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page with a place for the newest table.
public final class Document {
  private static final String BEGIN = "<!-- results: begin -->";
  private static final String END = "<!-- results: end -->";

  private Document() {}

  /// Replaces what is between the marks.
  ///
  /// @throws IllegalStateException when the page has no marks
  public static void write(Path page, Report report) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("%s has no place for results".formatted(page));
    }
    Files.writeString(
        page,
        text.substring(0, begin + BEGIN.length()) + "\n" + report.markdown() + text.substring(end));
  }
}
