package io.mycelium.bridge.discord.render;

import io.mycelium.chatting.layout.Fact;
import io.mycelium.chatting.layout.Sheet;
import io.mycelium.chatting.layout.Tone;
import io.mycelium.chatting.text.Splitter;
import io.mycelium.chatting.text.Writing;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/// A sheet as embeds, each within its limits, however many they are.
final class DiscordEmbeds {
  private final DiscordMarkdown dialect = new DiscordMarkdown();
  private final Writing writing = new Writing(dialect);
  private final Splitter descriptions = new Splitter(dialect, DiscordLimits.EMBED_DESCRIPTION);
  private final Sheet sheet;
  private final Tone tone;
  private final List<MessageEmbed> done = new ArrayList<>();
  private EmbedBuilder embed;
  private boolean used;

  private DiscordEmbeds(Sheet sheet) {
    this.sheet = sheet;
    this.tone = sheet.tone().orElse(Tone.IDLE);
    this.embed = fresh();
  }

  static List<MessageEmbed> of(Sheet sheet) {
    return new DiscordEmbeds(sheet).drawn();
  }

  /// The colours of the web chat on a dark ground.
  static int colour(Tone tone) {
    return switch (tone) {
      case OK -> 0x6DD3A0;
      case WARN -> 0xF0BD63;
      case BAD -> 0xFF9A95;
      case INFO -> 0x93BCFF;
      case IDLE -> 0xA4A6AE;
    };
  }

  private EmbedBuilder fresh() {
    return new EmbedBuilder().setColor(colour(tone));
  }

  private List<MessageEmbed> drawn() {
    sheet
        .by()
        .map(author -> PlainText.line(author.name(), DiscordLimits.EMBED_AUTHOR))
        .filter(name -> !name.isBlank())
        .ifPresent(embed::setAuthor);
    String title = dialect.words(sheet.title());
    boolean titled = !title.isBlank() && title.length() <= DiscordLimits.EMBED_TITLE;
    if (titled) {
      embed.setTitle(title);
      used = true;
    }
    describe(description(titled ? "" : title));
    sheet.fields().forEach(this::fact);
    note();
    flush();
    return done;
  }

  private String description(String title) {
    List<String> parts = new ArrayList<>();
    if (!title.isBlank()) {
      parts.add(dialect.strong(title));
    }
    sheet.state().ifPresent(state -> parts.add(tone.sign() + " " + dialect.words(state)));
    parts.add(writing.markdown(sheet.body()));
    parts.removeIf(String::isBlank);
    return String.join("\n\n", parts);
  }

  private void describe(String text) {
    for (String piece : descriptions.split(text)) {
      if (!embed.getDescriptionBuilder().isEmpty() || !embed.getFields().isEmpty()) {
        flush();
      }
      need(piece.length());
      embed.setDescription(piece);
      used = true;
    }
  }

  private void fact(Fact fact) {
    // Each character may be escaped.
    String name = dialect.words(PlainText.line(fact.label(), DiscordLimits.FIELD_NAME / 2));
    String value = writing.blocks(fact.text());
    if (value.length() > DiscordLimits.FIELD_VALUE) {
      describe(dialect.strong(name) + "\n" + value);
    } else if (!value.isBlank() && !name.isBlank()) {
      if (embed.getFields().size() == DiscordLimits.EMBED_FIELDS) {
        flush();
      }
      need(name.length() + value.length());
      boolean beside = value.length() <= 40 && value.indexOf('\n') < 0;
      embed.addField(name, value, beside);
      used = true;
    }
  }

  private void note() {
    Optional.of(PlainText.line(sheet.note(), DiscordLimits.EMBED_FOOTER))
        .filter(note -> !note.isBlank())
        .ifPresent(note -> {
          need(note.length());
          embed.setFooter(note);
          used = true;
        });
  }

  /// Begins another embed where this one cannot hold so much more.
  private void need(int more) {
    if (embed.length() + more > DiscordLimits.EMBEDS_TEXT) {
      flush();
    }
  }

  private void flush() {
    if (used) {
      done.add(embed.build());
      embed = fresh();
      used = false;
    }
  }
}
