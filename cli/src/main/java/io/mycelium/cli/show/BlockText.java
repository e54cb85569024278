package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.json.Trees;
import java.util.ArrayList;
import java.util.List;

/// A table one column of which holds texts of several lines, such as what was said in a room: a
/// paragraph per row, the short cells above the text.
final class BlockText {
  private static final String INDENT = "  ";

  private final Screen screen;

  BlockText(Screen screen) {
    this.screen = screen;
  }

  /// The column with texts of several lines; -1 when there is none.
  static int longColumn(JsonNode table) {
    for (JsonNode row : table.path("rows")) {
      for (int i = 0; i < row.size(); i++) {
        if (Trees.text(row.path(i)).indexOf('\n') >= 0) {
          return i;
        }
      }
    }
    return -1;
  }

  String draw(JsonNode table, int longColumn) {
    List<String> blocks = new ArrayList<>();
    for (JsonNode row : table.path("rows")) {
      blocks.add(block(row, longColumn));
    }
    return String.join("\n\n", blocks);
  }

  private String block(JsonNode row, int longColumn) {
    List<String> head = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String cell = Moments.local(Trees.oneLine(Trees.text(row.path(i))), screen.zone());
      if (i != longColumn && !cell.isEmpty()) {
        head.add(cell);
      }
    }
    var out = new StringBuilder(screen.ink().paint(Ink.Style.BOLD, String.join(INDENT, head)));
    Markdown.draw(Trees.text(row.path(longColumn)).strip(), screen)
        .lines()
        .forEach(line -> out.append('\n').append(INDENT).append(line));
    return out.toString();
  }
}
