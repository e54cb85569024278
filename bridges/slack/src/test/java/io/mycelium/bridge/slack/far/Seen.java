package io.mycelium.bridge.slack.far;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A message as somebody sees it now.
///
/// @param author the handle, or the name that the app gave its message
/// @param text as it is on the wire, in mrkdwn
/// @param thread timestamp of the thread's root; empty outside a thread
/// @param files names by file id
/// @param reactions handles by emoji
/// @param ephemeral whether only this person sees it
public record Seen(
    String channel,
    String ts,
    String author,
    boolean byApp,
    String text,
    JsonArray blocks,
    String thread,
    Map<String, String> files,
    Map<String, List<String>> reactions,
    boolean edited,
    boolean ephemeral) {
  static Seen of(Team team, String channel, JsonObject message) {
    String user = Tree.text(message, "user");
    String handle = team.accounts.containsKey(user) ? team.accounts.get(user).handle : user;
    String name = Tree.text(message, "username");
    return new Seen(
        channel,
        Tree.text(message, "ts"),
        name.isEmpty() ? handle : name,
        Tree.text(message, "bot_id").equals(team.botId),
        Tree.text(message, "text"),
        Tree.list(Tree.objects(message, "blocks").map(JsonObject::deepCopy)),
        Tree.text(message, "thread_ts"),
        Tree.objects(message, "files")
            .collect(Collectors.toMap(f -> Tree.text(f, "id"), f -> Tree.text(f, "name"))),
        Tree.objects(message, "reactions")
            .collect(
                Collectors.toMap(
                    r -> Tree.text(r, "name"),
                    r ->
                        r.getAsJsonArray("users").asList().stream()
                            .map(u -> team.accounts.get(u.getAsString()).handle)
                            .toList())),
        message.has("edited"),
        message.has("is_ephemeral"));
  }

  /// All that is to be read, a line for each piece; that of the blocks where there are any.
  public String words() {
    return blocks.isEmpty() ? Words.unescaped(text) : Words.read(blocks);
  }

  /// Labels of what can be pressed or chosen, in order.
  public List<String> buttons() {
    return Words.elements(blocks).map(found -> Words.label(found.element())).toList();
  }
}
