package io.mycelium.chatting.text;

import io.mycelium.core.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a tree in a dialect.
public final class Writing {
  private static final int DEEPEST_INDENT = 4;

  private final Dialect dialect;

  public Writing(Dialect dialect) {
    this.dialect = dialect;
  }

  /// Markdown of ours in the dialect, without blank lines around it.
  public String markdown(String markdown) {
    return blocks(Markdown.parse(markdown));
  }

  /// The tree in the dialect, without blank lines around it.
  public String blocks(List<Block> blocks) {
    return blocks(blocks, new Around(0, false)).strip();
  }

  /// What a block stands in.
  private record Around(int lists, boolean quote) {
    Around item() {
      return new Around(lists + 1, quote);
    }

    Around quoted() {
      return new Around(lists, true);
    }
  }

  private String blocks(List<Block> blocks, Around around) {
    return blocks.stream()
        .map(block -> block(block, around))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(around.lists > 0 ? "\n" : "\n\n"));
  }

  private String block(Block block, Around around) {
    return switch (block) {
      case Block.Paragraph paragraph -> lines(paragraph.spans());
      case Block.Heading heading ->
          dialect.heading(heading.level(), spans(headline(heading.spans())));
      case Block.Quote quote -> quote(quote, around);
      case Block.Items items -> items(items, around);
      case Block.Fence fence -> dialect.fence(fence.info(), fence.text().stripTrailing());
      case Block.Grid grid -> dialect.fence("", aligned(plain(grid)));
      case Block.Rule _ -> dialect.rule();
    };
  }

  /// No platform has quotes in quotes.
  private String quote(Block.Quote quote, Around around) {
    String text = blocks(quote.blocks(), around.quoted());
    return around.quote
        ? text
        : text.lines().map(line -> dialect.quoteMark() + line).collect(Collectors.joining("\n"));
  }

  private String items(Block.Items items, Around around) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < items.items().size(); i++) {
      String mark = mark(items.first(), i, around.lists);
      String text = blocks(items.items().get(i), around.item());
      // A fence is one only at the beginning of a line.
      String item = text.startsWith("```") ? "\n" + text : text;
      lines.add(mark + item.replace("\n", "\n" + indent(around)));
    }
    return String.join("\n", lines);
  }

  private String indent(Around around) {
    return around.lists < DEEPEST_INDENT ? dialect.indent() : "";
  }

  private String mark(OptionalInt first, int at, int depth) {
    return first.isPresent() ? (first.getAsInt() + (long) at) + ". " : dialect.bullet(depth);
  }

  /// What a heading says: on one line, and no stronger than the heading.
  private static List<Span> headline(List<Span> spans) {
    return spans.stream()
        .flatMap(span ->
            switch (span) {
              case Span.Break _ -> Stream.of(new Span.Words(" "));
              case Span.Strong strong -> headline(strong.inner()).stream();
              case Span.Emphasis emphasis -> headline(emphasis.inner()).stream();
              case Span.Struck struck -> Stream.of(new Span.Struck(headline(struck.inner())));
              case Span.Words _, Span.Code _, Span.Time _, Span.Link _ -> Stream.of(span);
            })
        .toList();
  }

  private String lines(List<Span> spans) {
    return spans(spans).lines().map(dialect::lineStart).collect(Collectors.joining("\n"));
  }

  private String spans(List<Span> spans) {
    return spans.stream().map(this::span).collect(Collectors.joining());
  }

  private String span(Span span) {
    return switch (span) {
      case Span.Words words -> dialect.words(words.text());
      case Span.Strong strong -> styled(strong.inner(), dialect::strong);
      case Span.Emphasis emphasis -> styled(emphasis.inner(), dialect::emphasis);
      case Span.Struck struck -> styled(struck.inner(), dialect::struck);
      case Span.Code code -> dialect.code(code.text());
      case Span.Time time -> dialect.time(time.at(), time.words());
      case Span.Link link -> dialect.link(link.url(), Span.plain(link.label()).replace('\n', ' '));
      case Span.Break _ -> "\n";
    };
  }

  /// Platforms style within a line only.
  private String styled(List<Span> inner, UnaryOperator<String> style) {
    return spans(inner)
        .lines()
        .map(line -> line.isBlank() ? line : style.apply(line))
        .collect(Collectors.joining("\n"));
  }

  private static List<List<String>> plain(Block.Grid grid) {
    return grid.rows().stream()
        .map(row -> row.stream().map(cell -> Span.plain(cell).replace('\n', ' ')).toList())
        .toList();
  }

  /// Rows as lines whose cells stand below each other in a font of one width.
  public static String aligned(List<? extends List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = Columns.of(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(Columns.fill(row.get(i), widths.get(i))).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
