package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A channel and what was said in it. Guarded by the world's lock.
final class Conversation {
  enum Kind {
    PUBLIC,
    PRIVATE,
    DIRECT
  }

  final String id;
  final String name;
  final Kind kind;
  final Set<String> members = new LinkedHashSet<>();

  /// Messages and replies by their timestamp, which sorts as text.
  final NavigableMap<String, JsonObject> messages = new TreeMap<>();

  boolean archived;
  private long lastMicros;

  Conversation(String id, String name, Kind kind) {
    this.id = id;
    this.name = name;
    this.kind = kind;
  }

  /// A timestamp later than each before it.
  String stamp(Instant now) {
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    lastMicros = Math.max(micros, lastMicros + 1);
    return String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
  }

  /// Refuses with a code where there is no such message.
  JsonObject message(String ts, String code) {
    return Optional.ofNullable(messages.get(ts))
        .filter(message -> !Tree.text(message, "subtype").equals("tombstone"))
        .orElseThrow(() -> new Refusal(code));
  }

  /// Replies of a thread, oldest first, without its root.
  List<JsonObject> replies(String root) {
    return messages.values().stream()
        .filter(m -> Tree.text(m, "thread_ts").equals(root) && !Tree.text(m, "ts").equals(root))
        .toList();
  }

  /// Whether a message stands in the channel itself.
  static boolean standsAlone(JsonObject message) {
    String thread = Tree.text(message, "thread_ts");
    return thread.isEmpty()
        || thread.equals(Tree.text(message, "ts"))
        || Tree.text(message, "subtype").equals("thread_broadcast");
  }

  /// Writes at a thread's root how many replies it has.
  void countReplies(String root) {
    JsonObject parent = messages.get(root);
    if (parent == null) {
      return;
    }
    List<JsonObject> replies = replies(root);
    parent.addProperty("thread_ts", root);
    parent.addProperty("reply_count", replies.size());
    parent.add(
        "reply_users", Tree.list(replies.stream().map(r -> Tree.text(r, "user")).distinct()));
    parent.addProperty("reply_users_count", parent.getAsJsonArray("reply_users").size());
    if (replies.isEmpty()) {
      List.of("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply")
          .forEach(parent::remove);
    } else {
      parent.addProperty("latest_reply", Tree.text(replies.getLast(), "ts"));
    }
  }

  String type() {
    return switch (kind) {
      case PUBLIC -> "channel";
      case PRIVATE -> "group";
      case DIRECT -> "im";
    };
  }

  /// How its kind is called where channels of some kinds are asked for.
  String typeName() {
    return switch (kind) {
      case PUBLIC -> "public_channel";
      case PRIVATE -> "private_channel";
      case DIRECT -> "im";
    };
  }

  JsonObject described(String forUser) {
    return Tree.of(
        "id",
        id,
        "name",
        name,
        "name_normalized",
        name,
        "is_channel",
        kind == Kind.PUBLIC,
        "is_group",
        kind == Kind.PRIVATE,
        "is_im",
        kind == Kind.DIRECT,
        "is_mpim",
        false,
        "is_private",
        kind != Kind.PUBLIC,
        "is_archived",
        archived,
        "is_general",
        name.equals("general"),
        "is_member",
        members.contains(forUser),
        "is_shared",
        false,
        "is_ext_shared",
        false,
        "num_members",
        members.size());
  }
}
