package io.mycelium.chatting.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;

/// Takes the parser's nodes over into our tree.
final class BlockReader {
  private BlockReader() {}

  static List<Block> blocks(Node parent) {
    List<Block> blocks = new ArrayList<>();
    for (Node node : children(parent)) {
      if (!(node instanceof LinkReferenceDefinition)) {
        blocks.add(block(node));
      }
    }
    return List.copyOf(blocks);
  }

  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      children.add(node);
    }
    return children;
  }

  private static Block block(Node node) {
    return switch (node) {
      case Heading heading -> new Block.Heading(heading.getLevel(), SpanReader.spans(heading));
      case BlockQuote quote -> new Block.Quote(blocks(quote));
      case BulletList list -> new Block.Items(OptionalInt.empty(), items(list));
      case OrderedList list ->
          new Block.Items(OptionalInt.of(list.getMarkerStartNumber()), items(list));
      case FencedCodeBlock code -> new Block.Fence(info(code.getInfo()), code.getLiteral());
      case IndentedCodeBlock code -> new Block.Fence("", code.getLiteral());
      case ThematicBreak _ -> new Block.Rule();
      case TableBlock table -> new Block.Grid(rows(table));
      default -> new Block.Paragraph(SpanReader.spans(node));
    };
  }

  /// The language alone, if it looks like one.
  private static String info(String given) {
    String word = given.strip().split("\\s", 2)[0];
    return word.matches("[A-Za-z0-9+#._-]{1,24}") ? word : "";
  }

  private static List<List<Block>> items(Node list) {
    return children(list).stream().map(BlockReader::blocks).toList();
  }

  /// A table has a head and a body, they have rows, and those have cells.
  private static List<List<List<Span>>> rows(TableBlock table) {
    return children(table).stream()
        .flatMap(part -> children(part).stream())
        .map(row -> children(row).stream().map(SpanReader::spans).toList())
        .toList();
  }
}
