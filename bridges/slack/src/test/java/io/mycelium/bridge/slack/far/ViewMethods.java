package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import io.mycelium.bridge.slack.far.WebApi.Call;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Modals and the home tab.
final class ViewMethods {
  private static final int DEEPEST = 3;

  private ViewMethods() {}

  static void addTo(Map<String, Function<Call, JsonObject>> methods) {
    methods.put("views.open", ViewMethods::open);
    methods.put("views.push", ViewMethods::push);
    methods.put("views.update", ViewMethods::update);
    methods.put("views.publish", ViewMethods::publish);
  }

  private static JsonObject open(Call call) {
    Account user = call.world().triggers.exchange(call.team(), call.in().need("trigger_id"));
    JsonObject view = checked(call);
    user.modals.clear();
    return shown(push(call.world(), call.team(), user, view));
  }

  private static JsonObject push(Call call) {
    Account user = call.world().triggers.exchange(call.team(), call.in().need("trigger_id"));
    if (user.modals.size() >= DEEPEST) {
      throw new Refusal("push_limit_reached");
    }
    return shown(push(call.world(), call.team(), user, checked(call)));
  }

  /// Puts a checked view on top of a person's modals.
  static JsonObject push(World world, Team team, Account user, JsonObject view) {
    JsonObject made = made(world, team, view);
    made.addProperty(
        "root_view_id",
        user.modals.isEmpty() ? Tree.text(made, "id") : Tree.text(user.modals.getLast(), "id"));
    if (!user.modals.isEmpty()) {
      made.addProperty("previous_view_id", Tree.text(user.modals.getFirst(), "id"));
    }
    user.modals.push(made);
    user.inputErrors.clear();
    return made;
  }

  private static JsonObject update(Call call) {
    Optional<String> id = call.in().text("view_id");
    Optional<String> external = call.in().text("external_id");
    JsonObject old =
        call.team().accounts.values().stream()
            .flatMap(account -> account.modals.stream())
            .filter(view ->
                id.isPresent()
                    ? id.get().equals(Tree.text(view, "id"))
                    : external.filter(Tree.text(view, "external_id")::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> new Refusal("not_found"));
    checkHash(call, old);
    replace(call.world(), old, checked(call));
    return shown(old);
  }

  /// Gives an open view the content of another.
  static void replace(World world, JsonObject old, JsonObject content) {
    for (String name :
        new String[] {"submit", "close", "callback_id", "private_metadata", "external_id"}) {
      old.remove(name);
    }
    content.asMap().forEach(old::add);
    old.addProperty("hash", world.id("h"));
  }

  private static void checkHash(Call call, JsonObject old) {
    if (call.in().text("hash").filter(hash -> !hash.equals(Tree.text(old, "hash"))).isPresent()) {
      throw new Refusal("hash_conflict");
    }
  }

  private static JsonObject publish(Call call) {
    Account user =
        Optional.ofNullable(call.team().accounts.get(call.in().need("user_id")))
            .orElseThrow(() -> new Refusal("invalid_arguments"));
    user.home.ifPresent(old -> checkHash(call, old));
    JsonObject view = made(call.world(), call.team(), checked(call));
    user.home = Optional.of(view);
    return shown(view);
  }

  private static JsonObject checked(Call call) {
    return call.world()
        .blockKit
        .view(
            call.in()
                .json("view", "invalid_arguments")
                .orElseThrow(() -> new Refusal("invalid_arguments")));
  }

  private static JsonObject made(World world, Team team, JsonObject view) {
    JsonObject made =
        Tree.of(
            "id",
            world.id("V0"),
            "team_id",
            team.id(),
            "app_id",
            World.APP,
            "app_installed_team_id",
            team.id(),
            "bot_id",
            team.botId,
            "callback_id",
            "",
            "private_metadata",
            "",
            "external_id",
            "",
            "hash",
            world.id("h"),
            "state",
            Tree.of("values", new JsonObject()));
    view.asMap().forEach(made::add);
    return made;
  }

  private static JsonObject shown(JsonObject view) {
    return Tree.of("view", view.deepCopy());
  }
}
