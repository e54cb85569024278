package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import java.util.ArrayList;
import java.util.List;

/// Draws tables, fitted to the terminal: the widest columns give way.
final class TableText {
  private static final int GAP = 2;
  private static final int NARROWEST = 6;

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
    int longColumn = BlockText.longColumn(table);
    String body =
        longColumn < 0 ? grid(rows(table)) : new BlockText(screen).draw(table, longColumn) + "\n";
    String more = spelling.line(table.path("nextPage")).orElse("");
    return (body + (more.isEmpty() ? "" : "\nMore: " + more)).stripTrailing();
  }

  private String grid(List<List<String>> rows) {
    int[] widths = fitted(widths(rows));
    var out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String line = line(rows.get(i), widths);
      out.append(i == 0 ? screen.ink().paint(Ink.Style.BOLD, line) : line).append('\n');
    }
    return out.toString();
  }

  /// The labels and all rows.
  private List<List<String>> rows(JsonNode table) {
    List<List<String>> rows = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (JsonNode column : table.path("columns")) {
      labels.add(Trees.line(column, "label"));
    }
    rows.add(labels);
    for (JsonNode row : table.path("rows")) {
      List<String> cells = new ArrayList<>();
      for (JsonNode cell : row) {
        cells.add(Moments.local(Trees.oneLine(Trees.text(cell)), screen.zone()));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static int[] widths(List<List<String>> rows) {
    int columns = 0;
    for (List<String> row : rows) {
      columns = Math.max(columns, row.size());
    }
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
      }
    }
    return widths;
  }

  private int[] fitted(int[] widths) {
    long all = GAP * (widths.length - 1L);
    for (int width : widths) {
      all += width;
    }
    while (all > screen.columns()) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
      all--;
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(Columns.fill(Columns.cut(cells.get(i), Math.max(1, widths[i])), widths[i]));
      line.append(" ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }
}
