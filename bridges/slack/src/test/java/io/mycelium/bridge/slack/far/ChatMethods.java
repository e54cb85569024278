package io.mycelium.bridge.slack.far;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycelium.bridge.slack.far.WebApi.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Messages and reactions.
final class ChatMethods {
  private static final int LONGEST_EDIT = 4000;

  private ChatMethods() {}

  static void addTo(Map<String, Function<Call, JsonObject>> methods) {
    methods.put("chat.postMessage", ChatMethods::post);
    methods.put("chat.update", ChatMethods::update);
    methods.put("chat.delete", ChatMethods::delete);
    methods.put("chat.postEphemeral", ChatMethods::postAlone);
    methods.put("chat.getPermalink", ChatMethods::link);
    methods.put("reactions.add", call -> react(call, true));
    methods.put("reactions.remove", call -> react(call, false));
  }

  private static JsonObject post(Call call) {
    Conversation channel =
        call.in()
            .text("channel")
            .filter(id -> call.team().accounts.containsKey(id))
            .map(user -> call.world().direct(call.team(), user))
            .orElseGet(call::joinedChannel);
    if (channel.archived) {
      throw new Refusal("is_archived");
    }
    JsonObject message =
        Messages.byApp(call.team(), Messages.content(call.world(), given(call.in())));
    call.in()
        .json("metadata", "invalid_metadata_format")
        .ifPresent(metadata -> {
          if (Tree.text(metadata, "event_type").isEmpty()
              || !Tree.at(metadata, "event_payload").isJsonObject()) {
            throw new Refusal("invalid_metadata_schema");
          }
          message.add("metadata", metadata);
        });
    if (call.team().scopes().contains(Scopes.CUSTOMIZE)) {
      customize(message, call.in());
    }
    call.in()
        .text("thread_ts")
        .ifPresent(thread -> {
          message.addProperty("thread_ts", root(channel, thread));
          if (call.in().flag("reply_broadcast")) {
            message.addProperty("subtype", "thread_broadcast");
          }
        });
    call.world().events.post(call.team(), channel, message);
    return Tree.of(
        "channel", channel.id, "ts", Tree.text(message, "ts"), "message", message.deepCopy());
  }

  private static void customize(JsonObject message, Arguments in) {
    in.text("username")
        .ifPresent(name -> {
          message.addProperty("subtype", "bot_message");
          message.addProperty("username", name);
        });
    in.text("icon_url").ifPresent(url -> message.add("icons", Tree.of("image_48", url)));
  }

  /// The root of the thread that a timestamp lies in. One of no message hangs a thread on nothing,
  /// as it does in Slack.
  private static String root(Conversation channel, String ts) {
    return Optional.ofNullable(channel.messages.get(ts))
        .map(message -> Tree.text(message, "thread_ts"))
        .filter(root -> !root.isEmpty())
        .orElse(ts);
  }

  private static JsonObject update(Call call) {
    Conversation channel = call.channel();
    JsonObject message =
        channel.message(call.in().need("ts", "message_not_found"), "message_not_found");
    if (!Tree.text(message, "bot_id").equals(call.team().botId)) {
      throw new Refusal("cant_update_message");
    }
    if (call.in().text("text").filter(text -> text.length() > LONGEST_EDIT).isPresent()) {
      throw new Refusal("msg_too_long");
    }
    JsonObject content = Messages.content(call.world(), given(call.in()));
    if (content.get("text").getAsString().isEmpty() && call.in().text("text").isEmpty()) {
      content.remove("text");
    }
    content.add(
        "edited",
        Tree.of("user", call.team().botUser.id, "ts", channel.stamp(call.world().hours.instant())));
    call.in()
        .json("metadata", "invalid_metadata_format")
        .ifPresent(metadata -> content.add("metadata", metadata));
    call.world().events.change(call.team(), channel, message, content);
    return Tree.of(
        "channel", channel.id,
        "ts", Tree.text(message, "ts"),
        "text", Tree.text(message, "text"),
        "message", message.deepCopy());
  }

  private static JsonObject delete(Call call) {
    Conversation channel = call.channel();
    JsonObject message =
        channel.message(call.in().need("ts", "message_not_found"), "message_not_found");
    if (!Tree.text(message, "bot_id").equals(call.team().botId)) {
      throw new Refusal("cant_delete_message");
    }
    call.world().events.delete(call.team(), channel, message);
    return Tree.of("channel", channel.id, "ts", Tree.text(message, "ts"));
  }

  private static JsonObject postAlone(Call call) {
    Conversation channel = call.joinedChannel();
    Account user =
        Optional.ofNullable(call.team().accounts.get(call.in().need("user", "user_not_in_channel")))
            .filter(account -> channel.members.contains(account.id))
            .orElseThrow(() -> new Refusal("user_not_in_channel"));
    JsonObject message =
        Messages.byApp(call.team(), Messages.content(call.world(), given(call.in())));
    call.in().text("thread_ts").ifPresent(thread -> message.addProperty("thread_ts", thread));
    return Tree.of("message_ts", Messages.showAlone(call.world(), channel, user, message));
  }

  private static JsonObject link(Call call) {
    Conversation channel = call.channel();
    String ts = call.in().need("message_ts", "message_not_found");
    channel.message(ts, "message_not_found");
    return Tree.of(
        "channel",
        channel.id,
        "permalink",
        "https://"
            + call.team().domain()
            + ".slack.com/archives/"
            + channel.id
            + "/p"
            + ts.replace(".", ""));
  }

  private static JsonObject react(Call call, boolean add) {
    Conversation channel = call.channel();
    JsonObject message =
        channel.message(call.in().need("timestamp", "no_item_specified"), "message_not_found");
    String name = call.in().need("name", "no_reaction");
    if (!name.matches("[a-z0-9_+'-]+(::skin-tone-[2-6])?")) {
      throw new Refusal("invalid_name");
    }
    if (!call.world()
        .events
        .react(call.team(), channel, message, call.team().botUser.id, name, add)) {
      throw new Refusal(add ? "already_reacted" : "no_reaction");
    }
    return new JsonObject();
  }

  private static JsonObject given(Arguments in) {
    JsonObject given = new JsonObject();
    in.text("text").ifPresent(text -> given.addProperty("text", text));
    for (String name : List.of("blocks", "attachments")) {
      JsonElement json = in.json(name, "invalid_blocks_format").orElse(Tree.list());
      if (!json.isJsonArray()) {
        throw new Refusal("invalid_blocks_format");
      }
      if (in.text(name).isPresent()) {
        given.add(name, json);
      }
    }
    return given;
  }
}
