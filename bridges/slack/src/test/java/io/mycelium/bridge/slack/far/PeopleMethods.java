package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import io.mycelium.bridge.slack.far.WebApi.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Who there is: the app itself, people, groups, the workspace.
final class PeopleMethods {
  private PeopleMethods() {}

  static void addTo(Map<String, Function<Call, JsonObject>> methods) {
    methods.put("auth.test", PeopleMethods::self);
    methods.put("auth.revoke", PeopleMethods::revoke);
    methods.put(
        "users.info", call -> Tree.of("user", account(call, "user").described(call.team())));
    methods.put("users.list", PeopleMethods::all);
    methods.put("usergroups.list", PeopleMethods::groups);
    methods.put("usergroups.users.list", PeopleMethods::groupUsers);
    methods.put(
        "team.info",
        call ->
            Tree.of(
                "team",
                Tree.of(
                    "id", call.team().id(),
                    "name", call.team().domain(),
                    "domain", call.team().domain(),
                    "email_domain", "example.com")));
    methods.put("bots.info", PeopleMethods::bot);
  }

  private static JsonObject self(Call call) {
    return Tree.of(
        "url",
        "https://" + call.team().domain() + ".slack.com/",
        "team",
        call.team().domain(),
        "user",
        call.team().botUser.handle,
        "team_id",
        call.team().id(),
        "user_id",
        call.team().botUser.id,
        "bot_id",
        call.team().botId,
        "is_enterprise_install",
        false);
  }

  private static JsonObject revoke(Call call) {
    if (!call.in().flag("test")) {
      call.team().revoked = true;
    }
    return Tree.of("revoked", call.team().revoked);
  }

  private static Account account(Call call, String argument) {
    return Optional.ofNullable(call.team().accounts.get(call.in().need(argument, "user_not_found")))
        .orElseThrow(() -> new Refusal("user_not_found"));
  }

  private static JsonObject all(Call call) {
    List<JsonObject> members =
        call.team().accounts.values().stream().map(a -> a.described(call.team())).toList();
    return ConversationMethods.page(call, "members", members, 200);
  }

  private static JsonObject groups(Call call) {
    boolean withUsers = call.in().flag("include_users");
    return Tree.of(
        "usergroups",
        Tree.list(
            call.team().groups.values().stream()
                .map(group ->
                    Tree.of(
                        "id", group.id(),
                        "team_id", call.team().id(),
                        "is_usergroup", true,
                        "name", group.name(),
                        "handle", group.handle(),
                        "date_delete", 0,
                        "user_count", group.users().size(),
                        "users", withUsers ? Optional.of(group.users()) : Optional.empty()))));
  }

  private static JsonObject groupUsers(Call call) {
    return Optional.ofNullable(
            call.team().groups.get(call.in().need("usergroup", "no_such_subteam")))
        .map(group -> Tree.of("users", group.users()))
        .orElseThrow(() -> new Refusal("no_such_subteam"));
  }

  private static JsonObject bot(Call call) {
    if (!call.in().need("bot", "bot_not_found").equals(call.team().botId)) {
      throw new Refusal("bot_not_found");
    }
    return Tree.of(
        "bot",
        Tree.of(
            "id", call.team().botId,
            "deleted", false,
            "name", call.team().botUser.handle,
            "app_id", World.APP,
            "user_id", call.team().botUser.id));
  }
}
