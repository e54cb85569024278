package io.mycelium.chatting.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// An angle begins an address or is a word: HTML is words, and marks between its angles are marks.
final class Angles implements InlineContentParser {
  static final Trigger RULE = new Trigger(Set.of('<'), new Angles());

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,31}:\\S*|[^\\s@]+@[a-z0-9.-]+");

  private Angles() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position begin = scanner.position();
    scanner.match(c -> c != Scanner.END && c != '<' && c != '>' && !Character.isWhitespace(c));
    String within = scanner.getSource(begin, scanner.position()).getContent();
    return scanner.peek() == '>' && ADDRESS.matcher(within).matches()
        ? ParsedInline.none()
        : ParsedInline.of(new Text("<"), begin);
  }
}
