package io.mycelium.bridge.slack.far;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/// How a message is put together.
final class Messages {
  /// Longer texts are cut off.
  private static final int LONGEST = 40_000;

  private Messages() {}

  /// The checked text and blocks of what an app gave; refuses what Slack would.
  static JsonObject content(World world, JsonObject given) {
    JsonObject content = new JsonObject();
    String text = Tree.text(given, "text");
    JsonElement blocks = Tree.at(given, "blocks");
    boolean hasBlocks = blocks.isJsonArray() && !blocks.getAsJsonArray().isEmpty();
    if (text.isEmpty() && !hasBlocks && Tree.objects(given, "attachments").findAny().isEmpty()) {
      throw new Refusal("no_text");
    }
    if (given.has("text") || !hasBlocks) {
      content.addProperty("text", text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    } else {
      content.addProperty("text", "");
    }
    if (blocks.isJsonArray()) {
      content.add("blocks", world.blockKit.message(blocks.getAsJsonArray()));
    }
    if (given.has("attachments")) {
      content.add("attachments", given.get("attachments"));
    }
    return content;
  }

  /// The same content as a message of the app.
  static JsonObject byApp(Team team, JsonObject content) {
    JsonObject message =
        Tree.of(
            "type",
            "message",
            "user",
            team.botUser.id,
            "bot_id",
            team.botId,
            "app_id",
            World.APP,
            "team",
            team.id(),
            "bot_profile",
            Tree.of(
                "id", team.botId,
                "app_id", World.APP,
                "user_id", team.botUser.id,
                "name", team.botUser.handle,
                "team_id", team.id(),
                "deleted", false));
    content.asMap().forEach(message::add);
    return message;
  }

  /// Shows a message to one person.
  ///
  /// @return its timestamp
  static String showAlone(World world, Conversation channel, Account user, JsonObject message) {
    String ts = channel.stamp(world.hours.instant());
    message.addProperty("ts", ts);
    message.addProperty("channel", channel.id);
    message.addProperty("is_ephemeral", true);
    user.alone.put(ts, message);
    return ts;
  }

  /// What Slack makes of what a person typed: their text as one rich text block.
  static JsonArray typed(String text, String blockId) {
    return Tree.list(
        Tree.of(
            "type",
            "rich_text",
            "block_id",
            blockId,
            "elements",
            Tree.list(
                Tree.of(
                    "type",
                    "rich_text_section",
                    "elements",
                    Tree.list(Tree.of("type", "text", "text", text))))));
  }
}
