package io.mycelium.chatting.text;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// Characters that are written as HTML has them: by number, or by a name where the character could
/// not be written well without. All other names are words.
final class Entities implements InlineContentParser {
  static final Trigger RULE = new Trigger(Set.of('&'), new Entities());

  private static final Map<String, String> NAMES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");
  private static final Pattern NUMBER =
      Pattern.compile("#(?:(?<decimal>[0-9]{1,7})|[xX](?<hex>[0-9a-fA-F]{1,6}))");
  private static final int REPLACEMENT = 0xFFFD;

  private Entities() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position begin = scanner.position();
    scanner.match(c -> c == '#' || (c < 0x7f && Character.isLetterOrDigit(c)));
    String within = scanner.getSource(begin, scanner.position()).getContent();
    Optional<String> meant = scanner.next(';') ? meant(within) : Optional.empty();
    return meant
        .map(text -> ParsedInline.of(new Text(text), scanner.position()))
        .orElseGet(() -> ParsedInline.of(new Text("&"), begin));
  }

  private static Optional<String> meant(String within) {
    Matcher number = NUMBER.matcher(within);
    if (!number.matches()) {
      return Optional.ofNullable(NAMES.get(within));
    }
    int point =
        number.group("hex") == null
            ? Integer.parseInt(number.group("decimal"))
            : Integer.parseInt(number.group("hex"), 16);
    return Optional.of(Character.toString(shown(point) ? point : REPLACEMENT));
  }

  /// Whether it is a character, and has a picture.
  private static boolean shown(int point) {
    return point <= Character.MAX_CODE_POINT
        && !Character.isISOControl(point)
        && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
  }
}
