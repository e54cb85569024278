package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws tables, fitted to the terminal: what can be spared is left out, times lose their seconds,
/// and then the widest columns give way that may be cut. What somebody has to type stays whole,
/// even where the terminal has to break the line for it.
final class TableText {
  private static final int GAP = 2;

  private final Screen screen;
  private final Spelling spelling;

  TableText(Screen screen, Spelling spelling) {
    this.screen = screen;
    this.spelling = spelling;
  }

  String draw(JsonNode table) {
    if (table.path("rows").isEmpty()) {
      return Markdown.draw(Trees.text(table, "empty"), screen);
    }
    List<Strip> strips = new ArrayList<>();
    for (int i = 0; i < table.path("columns").size(); i++) {
      strips.add(Strip.of(table, i, screen.zone()));
    }
    int prose = proseColumn(table, strips);
    String body =
        prose < 0
            ? grid(strips, table.path("rows").size())
            : new BlockText(screen).draw(table, prose) + "\n";
    String more = spelling.line(table.path("nextPage")).orElse("");
    return (body + (more.isEmpty() ? "" : "\nMore: " + more)).stripTrailing();
  }

  /// The column whose texts make a paragraph of each row; -1 when they fit as they are.
  private int proseColumn(JsonNode table, List<Strip> strips) {
    int longColumn = BlockText.longColumn(table);
    for (int i = 0; longColumn < 0 && i < strips.size(); i++) {
      longColumn = strips.get(i).prose() && width(strips) > screen.columns() ? i : -1;
    }
    return longColumn;
  }

  private String grid(List<Strip> all, int rows) {
    List<Strip> shown = new ArrayList<>(all);
    fit(shown);
    var out = new StringBuilder();
    for (int row = 0; row <= rows; row++) {
      String line = line(shown, row);
      out.append(row == 0 ? screen.ink().paint(Ink.Style.BOLD, line) : line).append('\n');
    }
    List<String> missing = new ArrayList<>();
    for (Strip strip : all) {
      if (!shown.contains(strip)) {
        missing.add(strip.label());
      }
    }
    return missing.isEmpty() ? out.toString() : out.append(leftOut(missing)).toString();
  }

  private String leftOut(List<String> labels) {
    return screen
            .ink()
            .paint(
                Ink.Style.DIM,
                "Left out for want of room: %s. --json has all."
                    .formatted(String.join(", ", labels)))
        + "\n";
  }

  private void fit(List<Strip> shown) {
    for (int i = shown.size() - 1; i >= 0 && width(shown) > screen.columns(); i--) {
      if (shown.get(i).spare()) {
        shown.remove(i);
      }
    }
    if (width(shown) > screen.columns()) {
      shown.forEach(Strip::leaveOutSeconds);
    }
    Optional<Strip> widest = widest(shown);
    while (width(shown) > screen.columns() && widest.isPresent()) {
      widest.get().narrow();
      widest = widest(shown);
    }
  }

  /// The widest of those that can give way.
  private static Optional<Strip> widest(List<Strip> strips) {
    Optional<Strip> widest = Optional.empty();
    for (Strip strip : strips) {
      if (strip.gives() && (widest.isEmpty() || strip.width() > widest.get().width())) {
        widest = Optional.of(strip);
      }
    }
    return widest;
  }

  private static long width(List<Strip> strips) {
    long all = GAP * (strips.size() - 1L);
    for (Strip strip : strips) {
      all += strip.width();
    }
    return all;
  }

  private static String line(List<Strip> strips, int row) {
    var line = new StringBuilder();
    for (Strip strip : strips) {
      line.append(strip.cell(row)).append(" ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }
}
