package io.mycelium.bridge.slack.far;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The limits of length and number that Slack publishes for blocks and views. Lengths are in
/// characters.
final class BlockLimits {
  private static final int MESSAGE_BLOCKS = 50;
  private static final int VIEW_BLOCKS = 100;
  private static final int ID = 255;
  private static final int TEXT = 3000;
  private static final int FIELDS = 10;
  private static final int FIELD = 2000;
  private static final int HEADER = 150;
  private static final int ACTIONS = 25;
  private static final int CONTEXT = 10;
  private static final int BUTTON = 75;
  private static final int VALUE = 2000;
  private static final int OPTIONS = 100;
  private static final int OPTION = 75;
  private static final int OPTION_VALUE = 150;
  private static final int PLACEHOLDER = 150;
  private static final int LABEL = 2000;
  private static final int MARKDOWN = 12_000;
  private static final int TITLE = 24;
  private static final int PRIVATE = 3000;

  private static final Set<String> SHOW_ONLY =
      Set.of(
          "image",
          "mrkdwn",
          "plain_text",
          "rich_text_section",
          "rich_text_list",
          "rich_text_quote",
          "rich_text_preformatted");

  private final List<String> beyond = new ArrayList<>();

  private BlockLimits() {}

  static List<String> message(JsonArray blocks) {
    BlockLimits limits = new BlockLimits();
    limits.blocks(blocks, MESSAGE_BLOCKS);
    return limits.beyond;
  }

  static List<String> view(JsonObject view) {
    BlockLimits limits = new BlockLimits();
    for (String part : List.of("title", "submit", "close")) {
      limits.atMost(TITLE, part, Tree.text(view, part, "text"));
    }
    limits.atMost(PRIVATE, "private_metadata", Tree.text(view, "private_metadata"));
    limits.atMost(ID, "callback_id", Tree.text(view, "callback_id"));
    JsonElement blocks = Tree.at(view, "blocks");
    if (blocks.isJsonArray()) {
      limits.blocks(blocks.getAsJsonArray(), VIEW_BLOCKS);
      boolean asks =
          Tree.objects(view, "blocks").anyMatch(b -> Tree.text(b, "type").equals("input"));
      if (asks && Tree.text(view, "type").equals("modal") && !view.has("submit")) {
        limits.beyond.add("a view with inputs needs submit");
      }
    }
    return limits.beyond;
  }

  /// Whether somebody can do something with an element.
  static boolean acts(JsonObject element) {
    return !SHOW_ONLY.contains(Tree.text(element, "type"));
  }

  private void blocks(JsonArray blocks, int most) {
    number(most, "blocks", blocks.size());
    Set<String> ids = new HashSet<>();
    for (JsonElement block : blocks) {
      String id = Tree.text(block, "block_id");
      atMost(ID, "block_id", id);
      if (!id.isEmpty() && !ids.add(id)) {
        beyond.add("block_id " + id + " twice");
      }
      block(block);
    }
  }

  private void block(JsonElement block) {
    switch (Tree.text(block, "type")) {
      case "section" -> section(block);
      case "header" -> text(block, HEADER, "text");
      case "actions" -> elements(block, ACTIONS);
      case "context" -> elements(block, CONTEXT);
      case "input" -> {
        text(block, LABEL, "label");
        text(block, LABEL, "hint");
        element(Tree.at(block, "element"));
      }
      case "markdown" -> atMost(MARKDOWN, "markdown", Tree.text(block, "text"));
      case "image" -> atMost(2000, "alt_text", Tree.text(block, "alt_text"));
      default -> {
        // The schema alone decides.
      }
    }
  }

  private void section(JsonElement block) {
    text(block, TEXT, "text");
    List<JsonObject> fields = Tree.objects(block, "fields").toList();
    number(FIELDS, "fields", fields.size());
    fields.forEach(field -> atMost(FIELD, "field", Tree.text(field, "text")));
    if (fields.isEmpty() && !block.getAsJsonObject().has("text")) {
      beyond.add("a section needs text or fields");
    }
    element(Tree.at(block, "accessory"));
  }

  private void elements(JsonElement block, int most) {
    List<JsonObject> elements = Tree.objects(block, "elements").toList();
    number(most, "elements", elements.size());
    if (elements.isEmpty()) {
      beyond.add("elements are missing");
    }
    Set<String> ids = new HashSet<>();
    for (JsonObject element : elements) {
      String id = Tree.text(element, "action_id");
      if (!id.isEmpty() && !ids.add(id)) {
        beyond.add("action_id " + id + " twice in a block");
      }
      element(element);
    }
  }

  private void element(JsonElement element) {
    atMost(ID, "action_id", Tree.text(element, "action_id"));
    text(element, PLACEHOLDER, "placeholder");
    if (Tree.text(element, "type").equals("button")) {
      text(element, BUTTON, "text");
      atMost(VALUE, "value", Tree.text(element, "value"));
    }
    if (Tree.text(element, "type").equals("mrkdwn")) {
      atMost(TEXT, "context text", Tree.text(element, "text"));
    }
    List<JsonObject> options =
        Stream.concat(
                Tree.objects(element, "options"),
                Tree.objects(element, "option_groups").flatMap(g -> Tree.objects(g, "options")))
            .toList();
    number(OPTIONS, "options", options.size());
    for (JsonObject option : options) {
      text(option, OPTION, "text");
      text(option, OPTION, "description");
      atMost(OPTION_VALUE, "option value", Tree.text(option, "value"));
    }
  }

  private void text(JsonElement in, int most, String name) {
    JsonElement text = Tree.at(in, name);
    if (text.isJsonObject()) {
      atMost(most, name, Tree.text(text, "text"));
      if (Tree.text(text, "text").isEmpty()) {
        beyond.add(name + " is empty");
      }
    }
  }

  private void atMost(int most, String name, String text) {
    number(most, "characters of " + name, text.length());
  }

  private void number(int most, String name, int is) {
    if (is > most) {
      beyond.add(is + " " + name + ", at most " + most);
    }
  }
}
