package io.mycelium.chatting.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/// Trees as `samples.json` notes them: words are strings, all else is an array of its kind and what
/// it holds. A fence's language is left out.
final class TreeNotation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TreeNotation() {}

  static ArrayNode of(List<Block> blocks) {
    return addBlocks(JSON.arrayNode(), blocks);
  }

  private static ArrayNode addBlocks(ArrayNode to, List<Block> blocks) {
    blocks.forEach(block -> to.add(block(block)));
    return to;
  }

  private static JsonNode block(Block block) {
    return switch (block) {
      case Block.Paragraph paragraph -> addSpans(kind("p"), paragraph.spans());
      case Block.Heading heading -> addSpans(kind("h" + heading.level()), heading.spans());
      case Block.Quote quote -> addBlocks(kind("quote"), quote.blocks());
      case Block.Items items -> items(items);
      case Block.Fence fence -> kind("code").add(fence.text().replaceFirst("\n$", ""));
      case Block.Grid grid -> grid(grid);
      case Block.Rule _ -> kind("rule");
    };
  }

  private static JsonNode items(Block.Items items) {
    ArrayNode list = kind(items.first().isPresent() ? "numbers" : "bullets");
    items.first().ifPresent(list::add);
    items.items().forEach(item -> addBlocks(list.addArray(), item));
    return list;
  }

  private static JsonNode grid(Block.Grid grid) {
    ArrayNode table = kind("table");
    for (List<List<Span>> row : grid.rows()) {
      ArrayNode cells = table.addArray();
      row.forEach(cell -> addSpans(cells.addArray(), cell));
    }
    return table;
  }

  private static ArrayNode addSpans(ArrayNode to, List<Span> spans) {
    spans.forEach(span -> to.add(span(span)));
    return to;
  }

  private static JsonNode span(Span span) {
    return switch (span) {
      case Span.Words words -> JSON.textNode(words.text());
      case Span.Strong strong -> addSpans(kind("strong"), strong.inner());
      case Span.Emphasis emphasis -> addSpans(kind("em"), emphasis.inner());
      case Span.Struck struck -> addSpans(kind("struck"), struck.inner());
      case Span.Code code -> kind("code").add(code.text());
      case Span.Link link -> addSpans(kind("link").add(link.url()), link.label());
      case Span.Time _ -> throw new AssertionError("Markdown has no times");
      case Span.Break _ -> kind("break");
    };
  }

  private static ArrayNode kind(String kind) {
    return JSON.arrayNode().add(kind);
  }
}
