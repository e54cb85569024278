package io.mycelium.bridge.slack.render;

import io.mycelium.chatting.text.Dialect;
import io.mycelium.chatting.text.Marks;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;

/// Slack's markup. Slack has no way to escape its marks: where one might begin or end something, an
/// invisible blank stands beside it. Names of emoji stay such.
public final class Mrkdwn implements Dialect {
  /// What stands beside a mark that is none.
  public static final char UNSEEN = '\u200b';

  private static final String MARKS = "*_~`";

  private final Called called;

  public Mrkdwn() {
    this(Called.NOBODY);
  }

  /// @param called whom words call
  Mrkdwn(Called called) {
    this.called = called;
  }

  @Override
  public String words(String text) {
    Optional<Matcher> calls = called.in(text);
    if (calls.isEmpty()) {
      return bare(text);
    }
    Matcher call = calls.get();
    var out = new StringBuilder();
    int from = 0;
    while (call.find()) {
      out.append(bare(text.substring(from, call.start()))).append(called.reference(call));
      from = call.end();
    }
    return out.append(bare(text.substring(from))).toString();
  }

  private static String bare(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (MARKS.indexOf(c) < 0 || within(text, i)) {
        out.append(escaped(c));
      } else {
        out.append(UNSEEN).append(c).append(UNSEEN);
      }
    }
    return out.toString();
  }

  /// A mark in the middle of a word, or alone between blanks, is none to Slack. A backtick always
  /// is.
  private static boolean within(String text, int at) {
    if (text.charAt(at) == '`' || at == 0 || at == text.length() - 1) {
      return false;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    return (Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after))
        || (before == ' ' && after == ' ');
  }

  /// Words without markup, for where Slack reads none but entities.
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> String.valueOf(c);
    };
  }

  /// An escaped `>` begins a quote like any other.
  @Override
  public String lineStart(String rendered) {
    return rendered.stripLeading().startsWith("&gt;") ? UNSEEN + rendered : rendered;
  }

  @Override
  public String strong(String rendered) {
    return marked(rendered, "*");
  }

  @Override
  public String emphasis(String rendered) {
    return marked(rendered, "_");
  }

  @Override
  public String struck(String rendered) {
    return marked(rendered, "~");
  }

  /// An invisible blank separates the marks from a word that they touch.
  private static String marked(String rendered, String mark) {
    return Marks.around(rendered, UNSEEN + mark, mark + UNSEEN);
  }

  @Override
  public String code(String text) {
    String safe = escaped(text.replace('`', '\u02cb').replace('\n', ' '));
    return safe.isBlank() ? safe : UNSEEN + "`" + safe + "`" + UNSEEN;
  }

  /// Slack says today, yesterday and tomorrow by itself. Of times before 1970 it is not known to
  /// say any.
  @Override
  public String time(Instant at, String words) {
    long second = at.getEpochSecond();
    return second < 0
        ? words(words)
        : "<!date^%d^{date_short_pretty} {time}|%s>"
            .formatted(second, escaped(words.replace('|', '\u2223')));
  }

  /// Slack knows no languages: the first line would show it.
  @Override
  public String fence(String info, String text) {
    return "```\n" + escaped(text.replace("``", "`" + UNSEEN + "`")) + "\n```";
  }

  @Override
  public String address(String web) {
    return "<" + web.replace("&", "&amp;") + ">";
  }

  @Override
  public String labelled(String web, String label) {
    return "<" + web.replace("&", "&amp;") + "|" + words(label.replace('|', '\u2223')) + ">";
  }

  @Override
  public String heading(int level, String rendered) {
    return rendered.isBlank() ? "" : strong(rendered);
  }

  @Override
  public String bullet(int depth) {
    return depth % 2 == 0 ? "• " : "◦ ";
  }

  @Override
  public String quoteMark() {
    return "> ";
  }

  @Override
  public String rule() {
    return "———";
  }

  @Override
  public String indent() {
    return "    ";
  }
}
