package io.mycelium.bridge.slack.far;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What one person does to the app, and what its acknowledgement does to their screen. Threadsafe.
final class Gestures {
  private final World world;
  private final Team team;
  private final Account account;

  Gestures(World world, Team team, Account account) {
    this.world = world;
    this.team = team;
    this.account = account;
  }

  CompletableFuture<Ack> slash(Conversation channel, String line) {
    String[] parts = line.split(" ", 2);
    var place = new ResponseUrls.Place(team, channel, account, "");
    JsonObject payload =
        Tree.of(
            "token",
            World.VERIFICATION_TOKEN,
            "team_id",
            team.id(),
            "team_domain",
            team.domain(),
            "channel_id",
            channel.id,
            "channel_name",
            channel.kind == Conversation.Kind.DIRECT ? "directmessage" : channel.name,
            "user_id",
            account.id,
            "user_name",
            account.handle,
            "command",
            parts[0],
            "text",
            parts.length > 1 ? Words.typed(team, parts[1]) : "",
            "api_app_id",
            World.APP,
            "is_enterprise_install",
            "false",
            "response_url",
            world.responseUrls.give(place),
            "trigger_id",
            world.triggers.give(team, account));
    return world
        .deliveries
        .send("slash_commands", payload, true)
        .thenApply(ack -> after(ack, parts[0], answer -> answer(place, answer)));
  }

  private void answer(ResponseUrls.Place place, JsonObject answer) {
    if (answer.has("text") || answer.has("blocks")) {
      world.responseUrls.show(place, answer);
    }
  }

  CompletableFuture<Ack> press(Seen message, String label, Consumer<JsonObject> choice) {
    return world.locked(() -> {
      Conversation channel = team.conversationNamed(message.channel()).orElseThrow();
      JsonObject payload = interaction("block_actions");
      payload.add("channel", Tree.of("id", channel.id, "name", channel.name));
      JsonObject container =
          Tree.of(
              "type",
              "message",
              "message_ts",
              message.ts(),
              "channel_id",
              channel.id,
              "is_ephemeral",
              message.ephemeral());
      if (!message.thread().isEmpty()) {
        container.addProperty("thread_ts", message.thread());
      }
      payload.add("container", container);
      if (!message.ephemeral()) {
        payload.add("message", channel.message(message.ts(), "message_not_found").deepCopy());
      }
      payload.add("state", Tree.of("values", new JsonObject()));
      var place = new ResponseUrls.Place(team, channel, account, message.ts());
      payload.addProperty("response_url", world.responseUrls.give(place));
      payload.add("actions", Tree.list(action(message.blocks(), label, choice)));
      return send(payload, false, label);
    });
  }

  CompletableFuture<Ack> pressIn(JsonObject view, String label) {
    return world.locked(() -> {
      JsonObject payload = interaction("block_actions");
      payload.add("container", Tree.of("type", "view", "view_id", Tree.text(view, "id")));
      payload.add("view", view.deepCopy());
      payload.add("actions", Tree.list(action(Tree.at(view, "blocks"), label, element -> {})));
      return send(payload, false, label);
    });
  }

  private JsonObject action(JsonElement blocks, String label, Consumer<JsonObject> choice) {
    Words.Found found =
        Words.element(blocks, label)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no " + label + " in " + blocks));
    JsonObject action = found.element().deepCopy();
    action.addProperty("block_id", Tree.text(found.block(), "block_id"));
    action.addProperty("action_ts", String.valueOf(world.hours.instant().getEpochSecond()));
    choice.accept(action);
    List.of("options", "option_groups", "placeholder", "confirm").forEach(action::remove);
    return action;
  }

  /// Notes in an action what was chosen.
  void choose(JsonObject action, String option) {
    JsonObject view =
        Tree.of("blocks", Tree.list(Tree.of("block_id", "b", "element", action.deepCopy())));
    if (Tree.text(action, "type").equals("overflow")) {
      Tree.at(view, "blocks")
          .getAsJsonArray()
          .get(0)
          .getAsJsonObject()
          .getAsJsonObject("element")
          .addProperty("type", "static_select");
    }
    JsonObject state = new Inputs(team, this::suggested).state(view, Map.of("b", option));
    Tree.at(state, "values", "b", Tree.text(action, "action_id"))
        .getAsJsonObject()
        .asMap()
        .forEach((name, value) -> {
          if (!name.equals("type")) {
            action.add(name, value);
          }
        });
  }

  CompletableFuture<Ack> submit(Map<String, String> values) {
    JsonObject view = world.locked(account.modals::getFirst);
    // Options may be asked of the app first, which must not happen inside the lock.
    JsonObject state = new Inputs(team, this::suggested).state(view, values);
    return world.locked(() -> {
      JsonObject filled = view.deepCopy();
      filled.add("state", state);
      JsonObject payload = interaction("view_submission");
      payload.add("view", filled);
      payload.add("response_urls", Tree.list());
      account.inputErrors.clear();
      return world
          .deliveries
          .send("interactive", payload, true)
          .thenApply(ack -> {
            after(ack, "the form", answer -> {});
            if (ack.inTime()) {
              world.locked(() -> turnTo(view, ack.payload().orElse(new JsonObject())));
            }
            return ack;
          });
    });
  }

  /// Does what a submission's acknowledgement says.
  private boolean turnTo(JsonObject view, JsonObject answer) {
    switch (Tree.text(answer, "response_action")) {
      case "errors" ->
          Tree.at(answer, "errors")
              .getAsJsonObject()
              .asMap()
              .forEach((block, error) -> account.inputErrors.put(block, error.getAsString()));
      case "clear" -> account.modals.clear();
      case "update" ->
          ViewMethods.replace(world, view, world.blockKit.view(Tree.at(answer, "view")));
      case "push" ->
          ViewMethods.push(world, team, account, world.blockKit.view(Tree.at(answer, "view")));
      default -> account.modals.remove(view);
    }
    return true;
  }

  void close() {
    world.locked(() -> {
      JsonObject view = account.modals.pop();
      account.inputErrors.clear();
      if (Tree.text(view, "notify_on_close").equals("true")) {
        JsonObject payload = interaction("view_closed");
        payload.remove("trigger_id");
        payload.add("view", view.deepCopy());
        payload.addProperty("is_cleared", false);
        send(payload, false, "closing");
      }
      return true;
    });
  }

  CompletableFuture<Ack> shortcut(String callbackId) {
    return world.locked(() -> {
      JsonObject payload = interaction("shortcut");
      payload.addProperty("callback_id", callbackId);
      payload.addProperty("action_ts", String.valueOf(world.hours.instant().getEpochSecond()));
      return send(payload, false, callbackId);
    });
  }

  CompletableFuture<Ack> messageShortcut(Conversation channel, String ts, String callbackId) {
    JsonObject payload = interaction("message_action");
    payload.addProperty("callback_id", callbackId);
    payload.addProperty("action_ts", String.valueOf(world.hours.instant().getEpochSecond()));
    payload.addProperty("message_ts", ts);
    payload.add("channel", Tree.of("id", channel.id, "name", channel.name));
    payload.add("message", channel.message(ts, "message_not_found").deepCopy());
    payload.addProperty(
        "response_url",
        world.responseUrls.give(new ResponseUrls.Place(team, channel, account, ts)));
    return send(payload, false, callbackId);
  }

  List<String> suggestions(String label, String typed) {
    JsonObject view = world.locked(account.modals::getFirst);
    JsonObject element =
        Tree.objects(view, "blocks")
            .filter(block -> Tree.text(block, "label", "text").equals(label))
            .map(block -> block.getAsJsonObject("element"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no " + label));
    return suggested(element, typed).map(option -> Tree.text(option, "text", "text")).toList();
  }

  private Stream<JsonObject> suggested(JsonObject element, String typed) {
    JsonObject payload =
        world.locked(() -> {
          JsonObject asked = interaction("block_suggestion");
          asked.remove("trigger_id");
          asked.addProperty("action_id", Tree.text(element, "action_id"));
          asked.addProperty("block_id", "");
          asked.addProperty("value", typed);
          if (!account.modals.isEmpty()) {
            JsonObject view = account.modals.getFirst();
            asked.add("container", Tree.of("type", "view", "view_id", Tree.text(view, "id")));
            asked.add("view", view.deepCopy());
            Tree.objects(view, "blocks")
                .filter(block -> Tree.at(block, "element").equals(element))
                .forEach(block -> asked.addProperty("block_id", Tree.text(block, "block_id")));
          }
          return asked;
        });
    Ack ack = world.deliveries.send("interactive", payload, true).join();
    return ack.payload().stream()
        .flatMap(answer ->
            Stream.concat(
                Tree.objects(answer, "options"),
                Tree.objects(answer, "option_groups").flatMap(g -> Tree.objects(g, "options"))));
  }

  private JsonObject interaction(String type) {
    return Tree.of(
        "type",
        type,
        "token",
        World.VERIFICATION_TOKEN,
        "api_app_id",
        World.APP,
        "team",
        Tree.of("id", team.id(), "domain", team.domain()),
        "user",
        Tree.of(
            "id", account.id,
            "username", account.handle,
            "name", account.handle,
            "team_id", team.id()),
        "is_enterprise_install",
        false,
        "trigger_id",
        world.triggers.give(team, account));
  }

  private CompletableFuture<Ack> send(JsonObject payload, boolean accepts, String what) {
    return world
        .deliveries
        .send("interactive", payload, accepts)
        .thenApply(ack -> after(ack, what, answer -> {}));
  }

  private Ack after(Ack ack, String what, Consumer<JsonObject> answered) {
    return world.locked(() -> {
      if (ack.inTime()) {
        ack.payload().ifPresent(answered);
      } else {
        account.notices.add(what + " failed because the app did not respond");
      }
      return ack;
    });
  }
}
