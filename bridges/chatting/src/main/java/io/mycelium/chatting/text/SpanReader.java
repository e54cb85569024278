package io.mycelium.chatting.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// Takes the parser's inline nodes over into our tree.
final class SpanReader {
  private SpanReader() {}

  static List<Span> spans(Node parent) {
    List<Span> spans = new ArrayList<>();
    for (Node node : BlockReader.children(parent)) {
      add(spans, node);
    }
    return List.copyOf(spans);
  }

  private static void add(List<Span> spans, Node node) {
    switch (node) {
      case Text text -> addWords(spans, text.getLiteral());
      case HtmlInline html -> addWords(spans, html.getLiteral());
      case Code code -> spans.add(new Span.Code(code.getLiteral()));
      case StrongEmphasis strong -> spans.add(new Span.Strong(spans(strong)));
      case Emphasis emphasis -> spans.add(new Span.Emphasis(spans(emphasis)));
      case Strikethrough struck -> spans.add(new Span.Struck(spans(struck)));
      case Link link -> spans.add(new Span.Link(link.getDestination(), spans(link)));
      case Image image -> spans.add(new Span.Link(image.getDestination(), spans(image)));
      case SoftLineBreak _ -> spans.add(new Span.Break());
      case HardLineBreak _ -> spans.add(new Span.Break());
      default -> spans.addAll(spans(node));
    }
  }

  /// Neighbours become one, so that a dialect sees what stands beside each character.
  private static void addWords(List<Span> spans, String text) {
    if (!spans.isEmpty() && spans.getLast() instanceof Span.Words before) {
      spans.set(spans.size() - 1, new Span.Words(before.text() + text));
    } else {
      spans.add(new Span.Words(text));
    }
  }
}
