package io.mycelium.acceptance.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.discord.far.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a channel of Discord shows, as people do: messages without an author's line go on
/// with the one before.
final class Post {
  private static final String FENCE = "```";
  private static final Pattern BYLINE = Pattern.compile("\\*\\*([^\n]+)\\*\\*(?:\n|$)");
  private static final Pattern STATE = Pattern.compile("\\P{L}+ ([a-z-]+)(?:\n\n|$)");

  private final Seen first;
  private final Function<Seen, String> whole;
  private final List<Seen> parts = new ArrayList<>();
  private String author;
  private String title = "";
  private String state = "";
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final List<List<String>> table = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<Shown.Offer> offers = new ArrayList<>();

  private Post(Seen first, Function<Seen, String> whole) {
    this.first = first;
    this.whole = whole;
    this.author = first.byApp() ? "" : first.author();
    add(first);
  }

  /// @param whole all of a text of which a message shows the beginning; empty when there is none
  static List<Shown> all(List<Seen> messages, Function<Seen, String> whole) {
    List<Post> posts = new ArrayList<>();
    for (Seen message : messages) {
      if (!posts.isEmpty() && (goesOn(message) || posts.getLast().isCutBefore(message))) {
        posts.getLast().add(message);
      } else {
        posts.add(new Post(message, whole));
      }
    }
    return posts.stream().map(Post::shown).toList();
  }

  private static boolean goesOn(Seen message) {
    return message.byApp() && !message.ephemeral() && byline(message).isEmpty();
  }

  /// A table that was too long for one message goes on in the next one.
  private boolean isCutBefore(Seen message) {
    Seen last = parts.getLast();
    return message.ephemeral()
        && last.ephemeral()
        && last.buttons().isEmpty()
        && last.content().endsWith(FENCE)
        && message.content().startsWith(FENCE);
  }

  private static String byline(Seen message) {
    String drawn = message.embeds().path(0).path("author").path("name").asText();
    Matcher line = BYLINE.matcher(message.content());
    return drawn.isEmpty() && line.lookingAt() ? line.group(1) : drawn;
  }

  private void add(Seen message) {
    parts.add(message);
    files.addAll(message.files().keySet());
    message.buttons().forEach(label -> offers.add(new Shown.Offer(label, true)));
    if (!message.byApp()) {
      say(message.content());
      return;
    }
    String by = message.ephemeral() ? "" : byline(message);
    author = by.isEmpty() ? author : read(by);
    said(by.isEmpty() ? message.content() : BYLINE.matcher(message.content()).replaceFirst(""));
    message.embeds().forEach(this::card);
    say(whole.apply(message));
  }

  private void said(String content) {
    String[] pieces = content.split(FENCE, -1);
    for (int i = 0; i < pieces.length; i++) {
      boolean code = i % 2 == 1;
      if (code) {
        pieces[i]
            .strip()
            .lines()
            .map(line -> List.of(line.replace("\u200b", "").strip().split(" {2,}")))
            .forEach(table::add);
      }
      say(code ? pieces[i] : read(pieces[i]));
    }
  }

  private void say(String words) {
    if (!words.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(words);
    }
  }

  private void card(JsonNode embed) {
    title = title.isEmpty() ? read(embed.path("title").asText()) : title;
    String described = embed.path("description").asText();
    Matcher said = STATE.matcher(described);
    if (state.isEmpty() && said.lookingAt()) {
      state = said.group(1);
      described = described.substring(said.end());
    }
    say(read(described));
    embed
        .path("fields")
        .forEach(
            field -> fields.put(field.path("name").asText(), read(field.path("value").asText())));
    say(embed.path("footer").path("text").asText());
  }

  /// Without the marks by which nothing is taken for markup.
  private static String read(String text) {
    return text.replaceAll("\\\\([\\\\*_~`|<>\\[\\]#.()+-])", "$1").replaceAll("[`\u200b]", "");
  }

  private Shown shown() {
    return new Shown(
        first.id(), author, text.toString(), title, state, fields, table, files, offers);
  }

  static Shown byNobody(Shown s) {
    return new Shown(
        s.id(), "", s.text(), s.title(), s.state(), s.fields(), s.table(), s.files(), s.offers());
  }
}
