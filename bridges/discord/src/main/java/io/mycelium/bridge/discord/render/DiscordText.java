package io.mycelium.bridge.discord.render;

import io.mycelium.chatting.text.Escapes;
import io.mycelium.chatting.text.Names;
import io.mycelium.core.reply.Times;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the content of a message as Discord's events have it. Its Markdown is ours but for what it
/// refers to. Nothing in what it returns calls everybody.
public final class DiscordText {
  private static final Pattern PART =
      Pattern.compile(
          "(?<code>```.*?```|`[^`\\n]+`)|<@!?(?<person>\\d{1,20})>|<@&(?<role>\\d{1,20})>"
              + "|<#(?<channel>\\d{1,20})>|<a?:(?<emoji>\\w{1,32}):\\d{1,20}>"
              + "|<t:(?<time>-?\\d{1,12})(?::[tTdDfFsSR])?>|</(?<command>[^:<>\\n]{1,99}):\\d{1,20}>",
          Pattern.DOTALL);

  private final Names names;

  public DiscordText(Names names) {
    this.names = names;
  }

  /// The content as Markdown of ours, for a post.
  public String markdown(String content) {
    return read(content, Escapes::line);
  }

  /// The content as its writer saw it, marks included, for a command line.
  public String plain(String content) {
    return read(content, UnaryOperator.identity());
  }

  private String read(String content, UnaryOperator<String> named) {
    var out = new StringBuilder();
    int from = 0;
    Matcher part = PART.matcher(content);
    while (part.find()) {
      out.append(content, from, part.start());
      out.append(part.group("code") == null ? named.apply(said(part)) : part.group());
      from = part.end();
    }
    return Escapes.callingNobody(out.append(content.substring(from)).toString());
  }

  private String said(MatchResult part) {
    if (part.group("person") != null) {
      return "@" + names.person(part.group("person")).orElse(part.group("person"));
    }
    if (part.group("role") != null) {
      // A role is called by nobody but Discord.
      return names.group(part.group("role")).orElse("a role");
    }
    if (part.group("channel") != null) {
      return "#" + names.channel(part.group("channel")).orElse(part.group("channel"));
    }
    if (part.group("emoji") != null) {
      return ":" + part.group("emoji") + ":";
    }
    return part.group("time") != null
        ? Times.of(Instant.ofEpochSecond(Long.parseLong(part.group("time"))))
        : "/" + part.group("command");
  }
}
