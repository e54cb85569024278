package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is told to the app, and the messages that it is told of. Inside the world's lock only.
final class Events {
  private final World world;

  Events(World world) {
    this.world = world;
  }

  /// Tells the app, as far as it has the scope for such an event.
  void say(Team team, JsonObject event) {
    if (!Scopes.allowToHear(event, team)) {
      return;
    }
    world.deliveries.event(
        Tree.of(
            "token",
            World.VERIFICATION_TOKEN,
            "team_id",
            team.id(),
            "context_team_id",
            team.id(),
            "api_app_id",
            World.APP,
            "event",
            event,
            "type",
            "event_callback",
            "event_id",
            world.id("Ev"),
            "event_time",
            world.hours.instant().getEpochSecond(),
            "is_ext_shared_channel",
            false,
            "event_context",
            "4-" + team.id(),
            "authorizations",
            Tree.list(
                Tree.of(
                    "team_id",
                    team.id(),
                    "user_id",
                    team.botUser.id,
                    "is_bot",
                    true,
                    "is_enterprise_install",
                    false))));
  }

  /// Puts a message into a channel and tells the app, which also hears of its own.
  ///
  /// @param message without a timestamp
  JsonObject post(Team team, Conversation channel, JsonObject message) {
    String ts = channel.stamp(world.hours.instant());
    message.addProperty("ts", ts);
    channel.messages.put(ts, message);
    String root = Tree.text(message, "thread_ts");
    if (!root.isEmpty()) {
      channel.countReplies(root);
      Optional.ofNullable(channel.messages.get(root))
          .ifPresent(parent -> message.addProperty("parent_user_id", Tree.text(parent, "user")));
    }
    tell(team, channel, message);
    return message;
  }

  private void tell(Team team, Conversation channel, JsonObject message) {
    if (!channel.members.contains(team.botUser.id)) {
      return;
    }
    JsonObject event = withoutMetadata(message);
    event.addProperty("channel", channel.id);
    event.addProperty("channel_type", channel.type());
    event.addProperty("event_ts", Tree.text(message, "ts"));
    say(team, event);
    boolean byApp = Tree.text(message, "bot_id").equals(team.botId);
    if (!byApp && Tree.text(message, "text").contains("<@" + team.botUser.id)) {
      JsonObject mention = event.deepCopy();
      mention.addProperty("type", "app_mention");
      List.of("channel_type", "subtype", "parent_user_id").forEach(mention::remove);
      say(team, mention);
    }
  }

  /// Changes a message and tells the app.
  void change(Team team, Conversation channel, JsonObject message, JsonObject fields) {
    JsonObject before = withoutMetadata(message);
    fields.asMap().forEach(message::add);
    changed(team, channel, before, message, "message_changed");
  }

  private void changed(
      Team team, Conversation channel, JsonObject before, JsonObject after, String subtype) {
    if (channel.members.contains(team.botUser.id)) {
      String ts = channel.stamp(world.hours.instant());
      say(
          team,
          Tree.of(
              "type",
              "message",
              "subtype",
              subtype,
              "message",
              withoutMetadata(after),
              "previous_message",
              before,
              "channel",
              channel.id,
              "hidden",
              true,
              "ts",
              ts,
              "event_ts",
              ts,
              "channel_type",
              channel.type()));
    }
  }

  /// Takes a message away and tells the app. The root of a thread leaves a tombstone.
  void delete(Team team, Conversation channel, JsonObject message) {
    String ts = Tree.text(message, "ts");
    JsonObject before = withoutMetadata(message);
    if (!channel.replies(ts).isEmpty()) {
      JsonObject tombstone =
          Tree.of(
              "type", "message",
              "subtype", "tombstone",
              "text", "This message was deleted.",
              "user", "USLACKBOT",
              "hidden", true,
              "ts", ts);
      channel.messages.put(ts, tombstone);
      channel.countReplies(ts);
      changed(team, channel, before, tombstone, "message_changed");
      return;
    }
    channel.messages.remove(ts);
    String root = Tree.text(message, "thread_ts");
    if (!root.isEmpty()) {
      channel.countReplies(root);
    }
    if (channel.members.contains(team.botUser.id)) {
      String at = channel.stamp(world.hours.instant());
      say(
          team,
          Tree.of(
              "type",
              "message",
              "subtype",
              "message_deleted",
              "previous_message",
              before,
              "channel",
              channel.id,
              "hidden",
              true,
              "deleted_ts",
              ts,
              "ts",
              at,
              "event_ts",
              at,
              "channel_type",
              channel.type()));
    }
  }

  /// Adds or takes a reaction; false where it was so already.
  boolean react(
      Team team, Conversation channel, JsonObject message, String user, String name, boolean add) {
    List<JsonObject> reactions = Tree.objects(message, "reactions").toList();
    JsonObject before =
        reactions.stream()
            .filter(r -> Tree.text(r, "name").equals(name))
            .findFirst()
            .orElse(Tree.of("name", name, "users", Tree.list(), "count", 0));
    List<String> users =
        before.getAsJsonArray("users").asList().stream().map(u -> u.getAsString()).toList();
    if (users.contains(user) == add) {
      return false;
    }
    List<String> now =
        add
            ? Stream.concat(users.stream(), Stream.of(user)).toList()
            : users.stream().filter(u -> !u.equals(user)).toList();
    JsonObject after = Tree.of("name", name, "users", now, "count", now.size());
    message.add(
        "reactions",
        Tree.list(
            Stream.concat(
                    reactions.stream().filter(r -> !Tree.text(r, "name").equals(name)),
                    Stream.of(after))
                .filter(r -> !r.getAsJsonArray("users").isEmpty())));
    say(
        team,
        Tree.of(
            "type",
            add ? "reaction_added" : "reaction_removed",
            "user",
            user,
            "reaction",
            name,
            "item_user",
            Tree.text(message, "user"),
            "item",
            Tree.of("type", "message", "channel", channel.id, "ts", Tree.text(message, "ts")),
            "event_ts",
            channel.stamp(world.hours.instant())));
    return true;
  }

  private static JsonObject withoutMetadata(JsonObject message) {
    JsonObject copy = message.deepCopy();
    copy.remove("metadata");
    return copy;
  }
}
