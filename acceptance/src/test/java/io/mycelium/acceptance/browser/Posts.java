package io.mycelium.acceptance.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.util.List;

/// A room in which there is a post of each kind, by two people.
///
/// @param name the room's
/// @param thread the post that has answers
/// @param person who is there beside olga
/// @param job one that runs as long as the gateway does
record Posts(String name, String thread, String person, String task, String approval, String job) {
  private static final String MARKDOWN =
      """
      # All that Markdown has

      **bold**, *leaning*, `code`, ~~gone~~, [a link](https://example.org) and @olga

      - one
      - two

      > said before

      ```
      code();
      ```

      | a | b |
      |---|---|
      | 1 | 2 |
      """;

  private static final String SLOW =
      """
      echo "the first line" >&2
      echo "@progress 40 Reading" >&2
      sleep 600
      """;

  /// Makes the room, and says, asks and does what fills it.
  static Posts in(Workspace workspace, String room) throws IOException {
    workspace.room(room);
    var gateway = workspace.gateway();
    String bob = gateway.invite("bob", "member");
    gateway.invite("nobody-yet", "viewer");
    workspace.function("slow", "summary: Take long\nrisk: low\nlimits: {timeout: 1h}\n", SLOW);

    String first = id(workspace.say(room, "Plain words.").body());
    workspace.say(room, MARKDOWN);
    workspace.call(room, "say", Json.object().put("text", "An answer").put("thread", first));
    String file =
        gateway.upload(gateway.operatorKey(), "notes.txt", "some notes").body().toString();
    workspace.call(room, "say", Json.object().put("text", "A file").set("file", Json.parse(file)));
    String task =
        id(
            workspace
                .call(
                    room,
                    "task-create",
                    Json.object().put("title", "Look around").put("notes", "*now*"))
                .body());
    String denied = ask(workspace, bob, room, "Deny me");
    workspace.call(
        room, "approval-deny", Json.object().put("approval", denied).put("reason", "Not today."));
    String granted = ask(workspace, bob, room, "Done");
    workspace.call(room, "approval-grant", Json.object().put("approval", granted));
    ask(workspace, bob, room, "Deny me too");
    ask(workspace, gateway.operatorKey(), room, "Not mine to grant");
    workspace.call(room, "slow", Json.object());
    String job =
        await()
            .until(
                () -> row(workspace, room, "job-list", "\"slow\""), found -> !found.isMissingNode())
            .path(0)
            .asText();
    JsonNode shown = workspace.call(room, "job-show", Json.object().put("job", job)).body();
    return new Posts(room, first, peer(workspace), task, granted, id(shown));
  }

  /// The addresses of all pages, with each thing beside the room.
  List<String> everywhere() {
    String room = "/rooms/" + name;
    return List.of(
        "/rooms/emptiness",
        room,
        room + "/thread/" + thread,
        room + "/person/" + person,
        room + "/task/" + task,
        room + "/approval/" + approval,
        room + "/job/" + job,
        room + "/search?q=Markdown",
        "/help",
        "/settings",
        room + "/nonsense/1",
        "/console/nonsense",
        "/console/approvals?room=" + name,
        "/console/jobs?room=" + name,
        "/console/drones",
        "/console/functions",
        "/console/people",
        "/console/audit");
  }

  /// Asks for release notes, as soon as the function is there: its folder is looked at when the
  /// gateway answers already.
  ///
  /// @return the approval's id
  static String ask(Workspace workspace, String key, String room, String title) {
    var options = Json.object().put("repo", workspace.project().toString()).put("title", title);
    var answer =
        await()
            .until(
                () ->
                    workspace
                        .gateway()
                        .call(key, "release-notes", options.toString(), "Mycelium-Room", room),
                said -> !said.body().path("code").asText().equals("unknown-command"));
    return id(answer.body());
  }

  private static String peer(Workspace workspace) {
    for (JsonNode row : workspace.call("main", "peer-list", Json.object()).reply().path("rows")) {
      if (row.toString().contains("\"bob\"")) {
        for (JsonNode cell : row) {
          if (cell.asText().startsWith("peer_")) {
            return cell.asText();
          }
        }
      }
    }
    throw new IllegalStateException("no bob");
  }

  private static JsonNode row(Workspace workspace, String room, String list, String word) {
    for (JsonNode row :
        workspace.call(room, list, Json.object().put("all", true)).reply().path("rows")) {
      if (row.toString().contains(word)) {
        return row;
      }
    }
    return Json.object().path("none");
  }

  private static String id(JsonNode body) {
    JsonNode reply = body.path("reply");
    JsonNode card = reply.has("card") ? reply.path("card") : reply;
    String id = card.path("subject").path("id").asText();
    if (id.isEmpty()) {
      throw new IllegalStateException("no card in " + body);
    }
    return id;
  }
}
