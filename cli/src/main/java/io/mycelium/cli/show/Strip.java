package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.core.text.Columns;
import java.util.ArrayList;
import java.util.List;

/// A column of a table with all its cells, the label first, and how wide it is drawn.
final class Strip {
  private static final int NARROWEST = 6;

  private final String fit;
  private final Zone zone;

  /// As the gateway sent them, on one line each.
  private final List<String> raw;

  private final boolean times;
  private List<String> cells;
  private int width;

  private Strip(String fit, Zone zone, List<String> raw) {
    this.fit = fit;
    this.zone = zone;
    this.raw = raw;
    this.times = raw.stream().anyMatch(Moments::instant);
    this.cells = List.of();
    draw(true);
  }

  /// Takes a column out of a table.
  static Strip of(JsonNode table, int column, Zone zone) {
    JsonNode described = table.path("columns").path(column);
    List<String> raw = new ArrayList<>();
    raw.add(Trees.line(described, "label"));
    for (JsonNode row : table.path("rows")) {
      raw.add(Trees.oneLine(Trees.text(row.path(column))));
    }
    return new Strip(described.path("fit").asText("CUT"), zone, raw);
  }

  private void draw(boolean seconds) {
    cells = new ArrayList<>();
    width = 0;
    for (String cell : raw) {
      String drawn = seconds ? Moments.local(cell, zone) : Moments.minutes(cell, zone);
      cells.add(drawn);
      width = Math.max(width, Columns.of(drawn));
    }
  }

  /// Whether it is left out before others are cut.
  boolean spare() {
    return fit.equals("SPARE");
  }

  /// Whether it holds texts that are not to be cut.
  boolean prose() {
    return fit.equals("PROSE");
  }

  /// Whether it can be drawn narrower than it is.
  boolean gives() {
    return fit.equals("CUT") && !times && width > NARROWEST;
  }

  int width() {
    return width;
  }

  void narrow() {
    width--;
  }

  void leaveOutSeconds() {
    if (times) {
      draw(false);
    }
  }

  String label() {
    return raw.getFirst();
  }

  /// A cell as wide as the column.
  ///
  /// @param row 0 for the label
  String cell(int row) {
    return Columns.fill(Columns.cut(cells.get(row), Math.max(1, width)), width);
  }
}
