package io.mycelium.chatting.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// Addresses that stand in a text without marks around them; no character of one is a mark.
final class Addresses implements InlineContentParser {
  static final Trigger RULE = new Trigger(Set.of('h', 'm'), new Addresses());

  private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:");

  /// What stands in an address; brackets only in pairs.
  private static final Pattern REST =
      Pattern.compile("(?:W++|\\(W*+\\)|\\[W*+])++".replace("W", "[^\\s<>\"`|\\\\()\\[\\]]"));

  /// So that many addresses that do not end are read in time.
  private static final int LONGEST = 4_000;

  private static final String NOT_LAST = ".,:;!?'*_~";

  private Addresses() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    Position start = scanner.position();
    if (Character.isLetterOrDigit(scanner.peekPreviousCodePoint())
        || SCHEMES.stream().noneMatch(scanner::next)) {
      return ParsedInline.none();
    }
    Position rest = scanner.position();
    for (int i = 0; i < LONGEST && scanner.hasNext() && scanner.peek() != '\n'; i++) {
      scanner.next();
    }
    Matcher found = REST.matcher(scanner.getSource(rest, scanner.position()).getContent());
    if (!found.lookingAt()) {
      return ParsedInline.none();
    }
    String scheme = scanner.getSource(start, rest).getContent();
    int end = end(found.group());
    if (end == 0) {
      return ParsedInline.none();
    }
    String url = scheme + found.group().substring(0, end);
    scanner.setPosition(start);
    scanner.next(url);
    var link = new Link(url, null);
    link.appendChild(new Text(url));
    return ParsedInline.of(link, scanner.position());
  }

  /// Where an address ends: signs behind it are the sentence's.
  private static int end(String rest) {
    int end = rest.length();
    while (end > 0 && NOT_LAST.indexOf(rest.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
