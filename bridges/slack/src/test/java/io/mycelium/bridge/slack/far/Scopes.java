package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import io.mycelium.bridge.slack.far.WebApi.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which scopes the methods and events need, as their pages in Slack's reference name them.
final class Scopes {
  /// Without it a name or picture that a message is given is passed over.
  static final String CUSTOMIZE = "chat:write.customize";

  /// Without it a file's address leads to the page to sign in at.
  static final String FILES = "files:read";

  /// Methods that are not named here or below need none.
  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry("bots.info", "users:read"),
          Map.entry("chat.delete", "chat:write"),
          Map.entry("chat.postEphemeral", "chat:write"),
          Map.entry("chat.postMessage", "chat:write"),
          Map.entry("chat.update", "chat:write"),
          Map.entry("conversations.join", "channels:join"),
          Map.entry("conversations.open", "im:write"),
          Map.entry("files.completeUploadExternal", "files:write"),
          Map.entry("files.delete", "files:write"),
          Map.entry("files.getUploadURLExternal", "files:write"),
          Map.entry("files.info", FILES),
          Map.entry("reactions.add", "reactions:write"),
          Map.entry("reactions.remove", "reactions:write"),
          Map.entry("team.info", "team:read"),
          Map.entry("usergroups.list", "usergroups:read"),
          Map.entry("usergroups.users.list", "usergroups:read"),
          Map.entry("users.info", "users:read"),
          Map.entry("users.list", "users:read"));

  /// What is needed for a channel, behind the word for its kind.
  private static final Map<String, String> OF_A_CHANNEL =
      Map.of(
          "conversations.history", "history",
          "conversations.info", "read",
          "conversations.members", "read",
          "conversations.replies", "history");

  /// The same for each kind that a list is asked for.
  private static final Set<String> OF_A_LIST = Set.of("conversations.list", "users.conversations");

  private Scopes() {}

  /// Refuses a call for which the app has no scope.
  static void require(String method, Call call) {
    if (OF_A_CHANNEL.containsKey(method)) {
      requireForChannel(OF_A_CHANNEL.get(method), call);
    } else if (OF_A_LIST.contains(method)) {
      Arrays.stream(call.in().text("types").orElse("public_channel").split(","))
          .forEach(type -> require(call.team(), scope(type, "read")));
    } else {
      Optional.ofNullable(NEEDED.get(method)).ifPresent(scope -> require(call.team(), scope));
    }
  }

  /// Any of the kinds will do to be told that there is no such channel.
  private static void requireForChannel(String deed, Call call) {
    Optional<Conversation> channel =
        call.in().text("channel").flatMap(call.team()::conversationNamed);
    if (channel.isPresent()) {
      require(call.team(), scope(channel.get().typeName(), deed));
      return;
    }
    List<String> any =
        Stream.of("public_channel", "private_channel", "im").map(t -> scope(t, deed)).toList();
    if (any.stream().noneMatch(call.team().scopes()::contains)) {
      throw missing(call.team(), String.join(",", any));
    }
  }

  /// Whether the app is told of an event.
  static boolean allowToHear(JsonObject event, Team team) {
    return switch (Tree.text(event, "type")) {
      case "message" -> team.scopes().contains(scope(Tree.text(event, "channel_type"), "history"));
      case "app_mention" -> team.scopes().contains("app_mentions:read");
      case "reaction_added", "reaction_removed" -> team.scopes().contains("reactions:read");
      default -> true;
    };
  }

  /// @param type of a channel, as events or lists name it
  private static String scope(String type, String deed) {
    return switch (type) {
          case "public_channel", "channel" -> "channels:";
          case "private_channel", "group" -> "groups:";
          case "im", "mpim" -> type + ":";
          default -> throw new Refusal("invalid_types");
        }
        + deed;
  }

  private static void require(Team team, String scope) {
    if (!team.scopes().contains(scope)) {
      throw missing(team, scope);
    }
  }

  private static Refusal missing(Team team, String needed) {
    return new Refusal(
        "missing_scope", "needed", needed, "provided", String.join(",", team.scopes()));
  }
}
