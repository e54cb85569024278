package io.mycelium.chatting.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words of a platform's text as Markdown of ours that says just these words.
public final class Escapes {
  private static final Pattern MARK =
      Pattern.compile(
          "[\\\\*`\\[\\]<]|~(?=~)|(?<=~)~|&(?=#?[A-Za-z0-9]+;)"
              + "|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
  private static final Pattern HEADING =
      Pattern.compile("(?m)^( {0,3})(#(?=#{0,5}(?:\\s|$))|=+\\s*$|-{2,}\\s*$)");
  private static final Pattern CALL_TO_ALL =
      Pattern.compile("(?i)@+(everyone|channel|here)(?![\\p{L}\\p{N}_])");

  private Escapes() {}

  /// Lists and quotes stay such; nothing else is markup.
  public static String words(String text) {
    String marked = MARK.matcher(text).replaceAll(m -> Matcher.quoteReplacement('\\' + m.group()));
    return HEADING.matcher(marked).replaceAll("$1\\\\$2");
  }

  /// On one line.
  public static String line(String text) {
    return words(text.replaceAll("\\s+", " ").strip());
  }

  /// The text without what calls everybody on some platform: it says so and calls nobody.
  public static String callingNobody(String text) {
    return CALL_TO_ALL.matcher(text).replaceAll(m -> everybody(m.group(1)));
  }

  /// What a call to everybody says instead.
  ///
  /// @param word `everyone`, `channel` or `here`; others stay as they are
  public static String everybody(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "everyone" -> "everyone";
      case "channel" -> "everyone in the channel";
      case "here" -> "everyone here";
      default -> word;
    };
  }
}
