package io.mycelium.chatting.text;

import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// Takes the parser's inline nodes over into our tree.
final class SpanReader {
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:");
  private static final Pattern SAFE = Pattern.compile("(?i)(?:https?|mailto):");

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
      case Text text -> addWords(spans, PlainText.clean(text.getLiteral()));
      case Code code -> spans.add(new Span.Code(code.getLiteral()));
      case StrongEmphasis strong -> spans.add(new Span.Strong(spans(strong)));
      case Emphasis emphasis -> spans.add(new Span.Emphasis(spans(emphasis)));
      case Strikethrough struck -> spans.add(new Span.Struck(spans(struck)));
      case Link link -> addLink(spans, link.getDestination(), spans(link));
      case Image image -> addLink(spans, image.getDestination(), picture(image));
      case SoftLineBreak _ -> spans.add(new Span.Break());
      case HardLineBreak _ -> spans.add(new Span.Break());
      default -> spans.addAll(spans(node));
    }
  }

  /// An address that leads nowhere safe is none: what is left is what it would be called.
  private static void addLink(List<Span> spans, String url, List<Span> label) {
    if (!SCHEME.matcher(url).lookingAt() || SAFE.matcher(url).lookingAt()) {
      spans.add(new Span.Link(url, label));
    } else {
      addAll(spans, label);
    }
  }

  private static void addAll(List<Span> spans, List<Span> more) {
    for (Span span : more) {
      if (span instanceof Span.Words words) {
        addWords(spans, words.text());
      } else {
        spans.add(span);
      }
    }
  }

  private static List<Span> picture(Image image) {
    List<Span> label = new ArrayList<>(List.of(new Span.Words("🖼 ")));
    List<Span> words = spans(image);
    addAll(label, words.isEmpty() ? Span.of(image.getDestination()) : words);
    return List.copyOf(label);
  }

  /// Neighbours become one, so that a dialect sees what stands beside each character.
  private static void addWords(List<Span> spans, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!spans.isEmpty() && spans.getLast() instanceof Span.Words before) {
      spans.set(spans.size() - 1, new Span.Words(before.text() + text));
    } else {
      spans.add(new Span.Words(text));
    }
  }
}
