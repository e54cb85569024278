package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import io.mycelium.bridge.slack.far.WebApi.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Uploads in three steps, and what is known of a file.
final class FileMethods {
  private FileMethods() {}

  static void addTo(Map<String, Function<Call, JsonObject>> methods) {
    methods.put("files.getUploadURLExternal", FileMethods::begin);
    methods.put("files.completeUploadExternal", FileMethods::complete);
    methods.put(
        "files.info",
        call ->
            Tree.of(
                "file",
                file(call, call.in().need("file", "file_not_found")).described(call.world().base)));
    methods.put("files.delete", FileMethods::delete);
  }

  private static JsonObject begin(Call call) {
    String name = call.in().need("filename");
    if (call.in().number("length", 0) <= 0) {
      throw new Refusal("invalid_arguments");
    }
    String id = call.world().id("F0");
    call.team().files.put(id, new StoredFile(id, name, name, new byte[0], call.team().botUser.id));
    return Tree.of(
        "upload_url", call.world().base + "/upload/" + call.team().id() + "/" + id, "file_id", id);
  }

  /// Keeps what was sent to an upload address.
  static void fill(World world, String teamId, String id, byte[] content) {
    world.locked(() -> {
      Team team =
          Optional.ofNullable(world.teams.get(teamId)).orElseThrow(() -> new Refusal("not_found"));
      StoredFile begun =
          Optional.ofNullable(team.files.get(id)).orElseThrow(() -> new Refusal("not_found"));
      return team.files.put(
          id, new StoredFile(id, begun.name(), begun.title(), content, begun.user()));
    });
  }

  private static JsonObject complete(Call call) {
    List<StoredFile> files = new ArrayList<>();
    JsonObject given =
        Tree.of("files", call.in().json("files", "invalid_arguments").orElse(Tree.list()));
    Tree.objects(given, "files")
        .forEach(each -> {
          StoredFile begun = file(call, Tree.text(each, "id"));
          if (begun.content().length == 0) {
            throw new Refusal("file_not_found");
          }
          String title =
              Tree.text(each, "title").isEmpty() ? begun.name() : Tree.text(each, "title");
          files.add(new StoredFile(begun.id(), begun.name(), title, begun.content(), begun.user()));
        });
    if (files.isEmpty()) {
      throw new Refusal("invalid_arguments");
    }
    files.forEach(file -> call.team().files.put(file.id(), file));
    call.in()
        .text("channel_id")
        .or(() -> call.in().text("channels"))
        .ifPresent(id -> share(call, id, files));
    return Tree.of("files", Tree.list(files.stream().map(f -> f.described(call.world().base))));
  }

  private static void share(Call call, String channelId, List<StoredFile> files) {
    Conversation channel =
        call.team()
            .conversationNamed(channelId)
            .filter(c -> c.members.contains(call.team().botUser.id))
            .orElseThrow(() -> new Refusal("channel_not_found"));
    JsonObject message =
        Messages.byApp(call.team(), Tree.of("text", call.in().text("initial_comment").orElse("")));
    call.in()
        .json("blocks", "invalid_blocks_format")
        .ifPresent(blocks ->
            message.add("blocks", call.world().blockKit.message(blocks.getAsJsonArray())));
    message.addProperty("subtype", "file_share");
    message.addProperty("upload", false);
    message.add("files", Tree.list(files.stream().map(f -> f.described(call.world().base))));
    call.in().text("thread_ts").ifPresent(thread -> message.addProperty("thread_ts", thread));
    call.world().events.post(call.team(), channel, message);
  }

  private static JsonObject delete(Call call) {
    call.team().files.remove(file(call, call.in().need("file", "file_not_found")).id());
    return new JsonObject();
  }

  private static StoredFile file(Call call, String id) {
    return Optional.ofNullable(call.team().files.get(id))
        .orElseThrow(() -> new Refusal("file_not_found"));
  }
}
