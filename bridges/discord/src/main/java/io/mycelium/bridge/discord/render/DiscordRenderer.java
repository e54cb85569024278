package io.mycelium.bridge.discord.render;

import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.SheetFile;
import io.mycelium.chatting.layout.SheetText;
import io.mycelium.chatting.layout.TableBlocks;
import io.mycelium.chatting.text.Splitter;
import io.mycelium.chatting.text.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.entities.MessageEmbed;

/// Draws sheets as Discord's messages: what has a title, a state or facts as embeds, everything
/// else as plain messages, which are wider. What is too long becomes several; what would take more
/// than [#MOST_MESSAGES] becomes its beginning and a file with all of it.
public final class DiscordRenderer {
  /// Messages that one sheet may become.
  public static final int MOST_MESSAGES = 5;

  /// What a code block of a message holds without breaking lines on a laptop's screen.
  private static final int TABLE_COLUMNS = 80;

  private final DiscordMarkdown dialect = new DiscordMarkdown();
  private final Writing writing = new Writing(dialect);
  private final Splitter contents = new Splitter(dialect, DiscordLimits.CONTENT);

  /// The sheet within all limits.
  public DiscordOutput draw(Sheet sheet) {
    List<DiscordMessage> texts = isCard(sheet) ? embedded(sheet) : plain(sheet);
    List<List<ActionRow>> rows = DiscordButtons.rows(sheet.buttons());
    List<DiscordMessage> messages = offering(texts, rows);
    if (messages.size() <= MOST_MESSAGES) {
      return new DiscordOutput(messages, Optional.empty(), sheet.files());
    }
    List<DiscordMessage> beginning = new ArrayList<>(texts.subList(0, 1));
    beginning.add(said("-# … all of it is in the file " + SheetText.NAME));
    return new DiscordOutput(
        offering(beginning, rows.subList(0, Math.min(rows.size(), MOST_MESSAGES - 1))),
        Optional.of(SheetText.of(sheet)),
        sheet.files());
  }

  private static boolean isCard(Sheet sheet) {
    return !sheet.title().isBlank()
        || sheet.state().isPresent()
        || sheet.tone().isPresent()
        || !sheet.fields().isEmpty();
  }

  private List<DiscordMessage> plain(Sheet sheet) {
    List<String> parts = new ArrayList<>();
    sheet.by().ifPresent(author -> parts.add(dialect.strong(dialect.words(author.name()))));
    parts.add(writing.markdown(sheet.body()));
    parts.add(table(sheet));
    if (!sheet.note().isBlank()) {
      parts.add("-# " + dialect.words(sheet.note().replace('\n', ' ').strip()));
    }
    parts.removeIf(String::isBlank);
    List<String> pieces = contents.split(String.join("\n", parts));
    return pieces.isEmpty()
        ? List.of(said(instead(sheet)))
        : pieces.stream().map(DiscordRenderer::said).toList();
  }

  private List<DiscordMessage> embedded(Sheet sheet) {
    List<DiscordMessage> messages = new ArrayList<>();
    List<MessageEmbed> message = new ArrayList<>();
    int length = 0;
    for (MessageEmbed embed : DiscordEmbeds.of(sheet)) {
      if (message.size() == DiscordLimits.EMBEDS
          || length + embed.getLength() > DiscordLimits.EMBEDS_TEXT) {
        messages.add(new DiscordMessage("", message, List.of()));
        message.clear();
        length = 0;
      }
      message.add(embed);
      length += embed.getLength();
    }
    if (!message.isEmpty()) {
      messages.add(new DiscordMessage("", message, List.of()));
    }
    contents.split(table(sheet)).forEach(piece -> messages.add(said(piece)));
    return messages.isEmpty() ? List.of(said(instead(sheet))) : messages;
  }

  private String table(Sheet sheet) {
    return sheet
        .table()
        .map(table -> writing.blocks(TableBlocks.of(table, TABLE_COLUMNS)))
        .orElse("");
  }

  /// With the buttons below the last message, and below further ones where they are too many.
  private static List<DiscordMessage> offering(
      List<DiscordMessage> texts, List<List<ActionRow>> rows) {
    if (rows.isEmpty()) {
      return texts;
    }
    List<DiscordMessage> messages = new ArrayList<>(texts);
    DiscordMessage last = messages.removeLast();
    messages.add(new DiscordMessage(last.content(), last.embeds(), rows.getFirst()));
    rows.stream()
        .skip(1)
        .forEach(further -> messages.add(new DiscordMessage("…", List.of(), further)));
    return messages;
  }

  private static DiscordMessage said(String content) {
    return new DiscordMessage(content, List.of(), List.of());
  }

  private String instead(Sheet sheet) {
    String files = sheet.files().stream().map(SheetFile::name).collect(Collectors.joining(", "));
    return files.isEmpty() ? "…" : contents.split("📎 " + dialect.words(files)).getFirst();
  }
}
