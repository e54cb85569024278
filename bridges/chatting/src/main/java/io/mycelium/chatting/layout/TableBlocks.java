package io.mycelium.chatting.layout;

import io.mycelium.chatting.text.Block;
import io.mycelium.chatting.text.Span;
import io.mycelium.chatting.text.Writing;
import io.mycelium.core.reply.Column;
import io.mycelium.core.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Draws tables where there are none: as code whose cells stand below each other, or, where texts
/// would have to be cut, each row as a paragraph.
public final class TableBlocks {
  private static final int GAP = 2;
  private static final int NARROWEST = 8;

  private final SheetTable table;
  private final List<Integer> shown = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  private TableBlocks(SheetTable table) {
    this.table = table;
    for (int i = 0; i < table.columns().size(); i++) {
      shown.add(i);
      widths.add(natural(i));
    }
  }

  /// The table as blocks of a text.
  ///
  /// @param columns how many of them a line holds; more only where a column must stay whole
  public static List<Block> of(SheetTable table, int columns) {
    var drawing = new TableBlocks(table);
    boolean prose = table.columns().stream().anyMatch(c -> c.fit() == Column.Fit.PROSE);
    return prose && drawing.width() > columns ? drawing.paragraphs() : drawing.grid(columns);
  }

  /// All of the table, with nothing cut.
  static String whole(SheetTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns().stream().map(Column::label).toList());
    table.rows().forEach(row -> rows.add(row.stream().map(TableBlocks::words).toList()));
    return Writing.aligned(rows);
  }

  private List<Block> grid(int columns) {
    squeeze(columns);
    List<List<String>> rows = new ArrayList<>();
    rows.add(shown.stream().map(i -> cut(table.columns().get(i).label(), i)).toList());
    for (List<Span> row : table.rows()) {
      rows.add(shown.stream().map(i -> cut(words(cell(row, i)), i)).toList());
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Fence("", Writing.aligned(rows)));
    List<String> missing =
        IntStream.range(0, table.columns().size())
            .filter(i -> !shown.contains(i))
            .mapToObj(i -> table.columns().get(i).label())
            .toList();
    if (!missing.isEmpty()) {
      String said = "Left out for want of room: %s.".formatted(String.join(", ", missing));
      blocks.add(new Block.Paragraph(List.of(new Span.Emphasis(Span.of(said)))));
    }
    return blocks;
  }

  private void squeeze(int columns) {
    for (int i = shown.size() - 1; i >= 0 && width() > columns; i--) {
      if (fit(shown.get(i)) == Column.Fit.SPARE) {
        shown.remove(/* index */ i);
      }
    }
    int widest = widest();
    while (width() > columns && widest >= 0) {
      widths.set(widest, widths.get(widest) - 1);
      widest = widest();
    }
  }

  /// The widest column that may be cut further; -1 when there is none.
  private int widest() {
    int widest = -1;
    for (int i : shown) {
      boolean gives = fit(i) != Column.Fit.WHOLE && widths.get(i) > NARROWEST;
      if (gives && (widest < 0 || widths.get(i) > widths.get(widest))) {
        widest = i;
      }
    }
    return widest;
  }

  private int width() {
    return shown.stream().mapToInt(i -> widths.get(i) + GAP).sum() - GAP;
  }

  private int natural(int column) {
    return table.rows().stream()
        .mapToInt(row -> Columns.of(words(cell(row, column))))
        .reduce(Columns.of(table.columns().get(column).label()), Math::max);
  }

  private Column.Fit fit(int column) {
    return table.columns().get(column).fit();
  }

  private String cut(String cell, int column) {
    return Columns.cut(cell, Math.max(1, widths.get(column)));
  }

  private List<Block> paragraphs() {
    return table.rows().stream().map(this::paragraph).toList();
  }

  /// Its short cells on one line, and each text on lines of its own.
  private Block paragraph(List<Span> row) {
    List<Span> head = new ArrayList<>();
    List<Span> texts = new ArrayList<>();
    for (int i : shown) {
      Span cell = cell(row, i);
      if (words(cell).isBlank()) {
        continue;
      }
      if (fit(i) == Column.Fit.PROSE) {
        texts.add(new Span.Break());
        texts.add(cell);
      } else {
        head.add(new Span.Words(head.isEmpty() ? "" : "  ·  "));
        head.add(i == 0 ? new Span.Strong(List.of(cell)) : cell);
      }
    }
    head.addAll(texts);
    return new Block.Paragraph(head);
  }

  private static Span cell(List<Span> row, int column) {
    return column < row.size() ? row.get(column) : new Span.Words("");
  }

  private static String words(Span cell) {
    return Span.plain(List.of(cell));
  }
}
