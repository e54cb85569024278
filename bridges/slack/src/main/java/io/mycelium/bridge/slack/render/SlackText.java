package io.mycelium.bridge.slack.render;

import io.mycelium.chatting.text.Escapes;
import io.mycelium.chatting.text.Links;
import io.mycelium.chatting.text.Names;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text of a message as Slack's events have it. Nothing in what it returns calls
/// everybody.
public final class SlackText {
  private static final Pattern REFERENCE = Pattern.compile("<([^<>\\n]{1,3000})>");
  private static final Pattern PART =
      Pattern.compile(
          "```(?<fence>.*?)```|`(?<code>[^`\\n]+)`|<(?<reference>[^<>\\n]{1,3000})>"
              + "|"
              + style("bold", "\\*")
              + "|"
              + style("italic", "_")
              + "|"
              + style("struck", "~"),
          Pattern.DOTALL);

  private final Names names;

  public SlackText(Names names) {
    this.names = names;
  }

  private static String style(String name, String mark) {
    return "(?<![\\p{L}\\p{N}%1$s])%1$s(?=[^\\s%1$s])(?<%2$s>[^%1$s\\n]*?)(?<=\\S)%1$s(?![\\p{L}\\p{N}%1$s])"
        .formatted(mark, name);
  }

  /// The text as Markdown of ours, for a post.
  public String markdown(String text) {
    var out = new StringBuilder();
    int from = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      out.append(words(text.substring(from, part.start()))).append(part(part));
      from = part.end();
    }
    // Once more as a whole: a sign may stand before a reference.
    return Escapes.callingNobody(out.append(words(text.substring(from))).toString());
  }

  /// The text as its writer saw it, marks included, for a command line.
  public String plain(String text) {
    return Escapes.callingNobody(decoded(referring(text, this::plainReference)));
  }

  private String part(MatchResult part) {
    if (part.group("fence") != null) {
      return "\n```\n" + literal(part.group("fence")).strip() + "\n```\n";
    }
    if (part.group("code") != null) {
      return "`" + literal(part.group("code")) + "`";
    }
    if (part.group("reference") != null) {
      return reference(part.group("reference"));
    }
    if (part.group("bold") != null) {
      return "**" + markdown(part.group("bold")) + "**";
    }
    return part.group("italic") != null
        ? "_" + markdown(part.group("italic")) + "_"
        : "~~" + markdown(part.group("struck")) + "~~";
  }

  private static String words(String text) {
    return Escapes.words(Escapes.callingNobody(decoded(text)));
  }

  /// Code has references too, where Slack took an address for one.
  private String literal(String code) {
    return decoded(referring(code, this::plainReference));
  }

  private static String referring(String text, Function<String, String> instead) {
    return REFERENCE
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(instead.apply(m.group(1))));
  }

  private String reference(String given) {
    char kind = given.charAt(0);
    if (kind == '@' || kind == '#' || kind == '!') {
      return Escapes.line(decoded(plainReference(given)));
    }
    String url = decoded(before(given));
    String label = decoded(label(given));
    return Links.web(url)
        .map(web ->
            label.isEmpty() || Links.same(url, label)
                ? "<" + web + ">"
                : "[" + Escapes.line(Escapes.callingNobody(label)) + "](<" + web + ">)")
        .orElseGet(() -> Escapes.line(Escapes.callingNobody(label.isEmpty() ? url : label)));
  }

  private String plainReference(String given) {
    String id = before(given).substring(1);
    String label = label(given);
    return switch (given.charAt(0)) {
      case '@' -> "@" + names.person(id).orElse(label.isEmpty() ? id : label);
      case '#' -> "#" + names.channel(id).orElse(label.isEmpty() ? id : label);
      case '!' -> special(id, label);
      default -> label.isEmpty() || label.contains("://") ? before(given) : label;
    };
  }

  /// A group is called by nobody but Slack.
  private String special(String id, String label) {
    if (id.startsWith("subteam^")) {
      String group = id.substring("subteam^".length());
      return names.group(group).orElse(label.isEmpty() ? group : label.replaceFirst("^@", ""));
    }
    return id.startsWith("date^") ? label : Escapes.everybody(id);
  }

  private static String before(String given) {
    int bar = given.indexOf('|');
    return bar < 0 ? given : given.substring(0, bar);
  }

  private static String label(String given) {
    int bar = given.indexOf('|');
    return bar < 0 ? "" : given.substring(bar + 1);
  }

  private static String decoded(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
