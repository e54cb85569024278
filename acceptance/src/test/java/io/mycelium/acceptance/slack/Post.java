package io.mycelium.acceptance.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.slack.far.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Reads what a channel of Slack shows, as people do: messages without an author's line go on with
/// the one before.
final class Post {
  private static final String FENCE = "```";

  private final Seen first;
  private final List<Seen> parts = new ArrayList<>();
  private String author;
  private String title = "";
  private String state = "";
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final List<List<String>> table = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<Shown.Offer> offers = new ArrayList<>();

  private Post(Seen first) {
    this.first = first;
    this.author = first.byApp() ? "" : first.author();
    add(first);
  }

  static String id(Seen message) {
    return message.ts();
  }

  static List<Shown> all(List<Seen> messages) {
    List<Post> posts = new ArrayList<>();
    for (Seen message : messages) {
      if (!posts.isEmpty() && goesOn(message)) {
        posts.getLast().add(message);
      } else {
        posts.add(new Post(message));
      }
    }
    return posts.stream().map(Post::shown).toList();
  }

  /// An app's message that nobody is named for.
  private static boolean goesOn(Seen message) {
    return message.byApp() && !message.ephemeral() && byline(message.blocks()).isEmpty();
  }

  private static String byline(JsonArray blocks) {
    if (blocks.isEmpty() || !type(blocks.get(0)).equals("context")) {
      return "";
    }
    String line = context(blocks.get(0));
    return line.startsWith("*") && line.endsWith("*") ? line.substring(1, line.length() - 1) : "";
  }

  private void add(Seen message) {
    parts.add(message);
    files.addAll(message.files().values());
    if (!message.byApp()) {
      text.append(message.words());
      return;
    }
    String by = byline(message.blocks());
    author = by.isEmpty() ? author : by;
    boolean head = !by.isEmpty();
    for (JsonElement block : message.blocks()) {
      if (head) {
        head = false;
        continue;
      }
      block(block.getAsJsonObject());
    }
  }

  private void block(JsonObject block) {
    switch (type(block)) {
      case "header" -> title = read(block.getAsJsonObject("text"));
      case "context" -> small(context(block));
      case "section" -> section(block);
      case "actions" ->
          block
              .getAsJsonArray("elements")
              .forEach(element ->
                  offers.add(
                      new Shown.Offer(
                          read(element.getAsJsonObject().getAsJsonObject("text")), true)));
      default -> throw new AssertionError("a block that nobody reads: " + block);
    }
  }

  private void small(String line) {
    if (state.isEmpty() && !title.isEmpty() && line.matches("\\P{L}+ [a-z-]+")) {
      state = line.substring(line.lastIndexOf(' ') + 1);
    } else if (!line.startsWith("\ud83d\udcce")) {
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
  }

  private void section(JsonObject block) {
    if (block.has("fields")) {
      for (JsonElement field : block.getAsJsonArray("fields")) {
        String[] lines = read(field.getAsJsonObject()).split("\n", 2);
        fields.put(lines[0].replace("*", ""), lines.length > 1 ? lines[1] : "");
      }
    }
    if (block.has("text")) {
      String raw = raw(block.getAsJsonObject("text"));
      String said = unmarked(raw).strip();
      if (raw.startsWith(FENCE)) {
        said.lines().map(line -> List.of(line.strip().split(" {2,}"))).forEach(table::add);
      }
      text.append(text.isEmpty() ? "" : "\n").append(said);
    }
  }

  private static String context(JsonElement block) {
    return StreamSupport.stream(
            block.getAsJsonObject().getAsJsonArray("elements").spliterator(), false)
        .map(element -> read(element.getAsJsonObject()))
        .reduce("", String::concat);
  }

  private static String type(JsonElement block) {
    return block.getAsJsonObject().get("type").getAsString();
  }

  private static String read(JsonObject text) {
    return unmarked(raw(text));
  }

  private static String raw(JsonObject text) {
    return text.get("text").getAsString();
  }

  /// As it is read: without marks of code, and those by which nothing is taken for markup.
  private static String unmarked(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("[`\u200b\u2060]", "");
  }

  private Shown shown() {
    return new Shown(
        first.ts(),
        author,
        text.toString(),
        title,
        state,
        fields,
        table,
        files.stream().distinct().toList(),
        offers);
  }

  static Shown words(String words) {
    return new Shown("", "", words, "", "", Map.of(), List.of(), List.of(), List.of());
  }

  static Shown byNobody(Shown s) {
    return new Shown(
        s.id(), "", s.text(), s.title(), s.state(), s.fields(), s.table(), s.files(), s.offers());
  }
}
