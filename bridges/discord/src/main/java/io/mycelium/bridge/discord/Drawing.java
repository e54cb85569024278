package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordLimits;
import io.mycelium.bridge.discord.render.DiscordMarkdown;
import io.mycelium.bridge.discord.render.DiscordMessage;
import io.mycelium.bridge.discord.render.DiscordOutput;
import io.mycelium.bridge.discord.render.DiscordRenderer;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetText;
import io.mycelium.core.channel.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Draws sheets as the messages that are sent, files attached to the last one. Pure.
final class Drawing {
  private static final DiscordMessage MORE = new DiscordMessage("…", List.of(), List.of());

  /// Code is shown as it is; nobody is called in it.
  private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\\n]+`", Pattern.DOTALL);

  private final DiscordRenderer renderer = new DiscordRenderer();
  private final DiscordMarkdown dialect = new DiscordMarkdown();

  List<DiscordPart> parts(Sheet sheet) {
    return parts(sheet, Map.of());
  }

  /// @param called the accounts of those whom the sheet calls, by their names here
  List<DiscordPart> parts(Sheet sheet, Map<String, Account> called) {
    DiscordOutput output = renderer.draw(sheet);
    List<Attached> files = new ArrayList<>();
    output.whole().ifPresent(text -> files.add(new Attached.Text(SheetText.NAME, text)));
    output.files().forEach(file -> files.add(new Attached.Stored(file)));
    List<DiscordPart> parts = new ArrayList<>();
    for (DiscordMessage message : output.messages()) {
      boolean last = parts.size() == output.messages().size() - 1;
      parts.add(part(message, last ? some(files, /* from */ 0) : List.of(), called));
    }
    for (int from = DiscordPart.MOST_FILES; from < files.size(); from += DiscordPart.MOST_FILES) {
      parts.add(DiscordPart.of(MORE, some(files, from), Set.of()));
    }
    return parts;
  }

  private static List<Attached> some(List<Attached> files, int from) {
    return files.subList(from, Math.min(files.size(), from + DiscordPart.MOST_FILES));
  }

  private DiscordPart part(
      DiscordMessage message, List<Attached> files, Map<String, Account> called) {
    Set<String> ids = new HashSet<>();
    String content = calling(message.content(), called, ids);
    var calls =
        content.length() > DiscordLimits.CONTENT
            ? message
            : new DiscordMessage(content, message.embeds(), message.rows());
    return DiscordPart.of(calls, files, ids);
  }

  private String calling(String content, Map<String, Account> called, Set<String> ids) {
    if (called.isEmpty()) {
      return content;
    }
    var out = new StringBuilder();
    int from = 0;
    Matcher code = CODE.matcher(content);
    while (code.find()) {
      out.append(named(content.substring(from, code.start()), called, ids)).append(code.group());
      from = code.end();
    }
    return out.append(named(content.substring(from), called, ids)).toString();
  }

  /// Longer names first: one may begin like another.
  private String named(String words, Map<String, Account> called, Set<String> ids) {
    List<Map.Entry<String, Account>> longestFirst =
        called.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getKey().length()))
            .toList();
    String text = words;
    for (Map.Entry<String, Account> entry : longestFirst) {
      String user = entry.getValue().user();
      String name = Pattern.quote(dialect.words(entry.getKey()));
      Matcher mention = Pattern.compile("@" + name + "(?![\\p{L}\\p{N}_-])").matcher(text);
      if (mention.find()) {
        ids.add(user);
        text = mention.replaceAll(Matcher.quoteReplacement("<@" + user + ">"));
      }
    }
    return text;
  }
}
