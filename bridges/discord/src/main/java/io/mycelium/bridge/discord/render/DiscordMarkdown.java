package io.mycelium.bridge.discord.render;

import io.mycelium.chatting.text.Dialect;
import io.mycelium.chatting.text.Marks;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Discord's Markdown. Marks are escaped by a backslash; what could be a mention is taken apart by
/// an invisible blank, so that it is none even where escapes are not read.
public final class DiscordMarkdown implements Dialect {
  /// What stands within a mention that is none.
  public static final char UNSEEN = '\u200b';

  private static final Pattern MARK = Pattern.compile("[\\\\*_~`|<>\\[\\]]");
  private static final Pattern MENTION = Pattern.compile("@(?=everyone|here|[!&]?[0-9])");
  private static final Pattern LINE_START =
      Pattern.compile("(\\s*)(?:([-+#])|([0-9]{1,10})([.)]))");

  @Override
  public String words(String text) {
    return MARK.matcher(apart(text)).replaceAll(m -> Matcher.quoteReplacement('\\' + m.group()));
  }

  private static String apart(String text) {
    return MENTION.matcher(text).replaceAll("@" + UNSEEN);
  }

  /// Looks at the whole line, where words that were apart stand together.
  @Override
  public String lineStart(String rendered) {
    String line = apart(rendered);
    Matcher m = LINE_START.matcher(line);
    if (!m.lookingAt()) {
      return line;
    }
    String escaped = m.group(2) != null ? "\\" + m.group(2) : m.group(3) + "\\" + m.group(4);
    return m.group(1) + escaped + line.substring(m.end());
  }

  @Override
  public String strong(String rendered) {
    return Marks.around(rendered, "**", "**");
  }

  @Override
  public String emphasis(String rendered) {
    return Marks.around(rendered, "*", "*");
  }

  @Override
  public String struck(String rendered) {
    return Marks.around(rendered, "~~", "~~");
  }

  @Override
  public String code(String text) {
    String safe = text.replace('`', '\u02cb').replace('\n', ' ');
    return safe.isBlank() ? safe : "`" + apart(safe) + "`";
  }

  @Override
  public String time(Instant at, String words) {
    return "<t:%d:f>".formatted(at.getEpochSecond());
  }

  @Override
  public String fence(String info, String text) {
    String safe = text.replace("``", "`" + UNSEEN + "`");
    return "```" + info + "\n" + apart(safe) + "\n```";
  }

  /// In angles it leads there without a preview.
  @Override
  public String address(String web) {
    return "<" + web + ">";
  }

  @Override
  public String labelled(String web, String label) {
    return "[" + words(label) + "](" + address(web) + ")";
  }

  /// Discord has three sizes of headings, the smallest of which is bold enough for all.
  @Override
  public String heading(int level, String rendered) {
    return rendered.isBlank()
        ? ""
        : "#".repeat(Math.clamp(level, 1, 3)) + " " + apart(rendered.strip());
  }

  @Override
  public String bullet(int depth) {
    return "- ";
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
    return "  ";
  }
}
