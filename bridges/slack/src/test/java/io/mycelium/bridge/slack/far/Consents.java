package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// People's consents to install the app: a code each, good once. Inside the world's lock only.
final class Consents {
  private final World world;
  private final Map<String, Team> codes = new HashMap<>();

  Consents(World world) {
    this.world = world;
  }

  /// The code that the browser carries back to the app.
  String give(Team team) {
    String code = UUID.randomUUID().toString();
    codes.put(code, team);
    return code;
  }

  JsonObject exchange(Arguments in, String basicUser, String basicPassword) {
    checkClient(
        in.text("client_id").orElse(basicUser), in.text("client_secret").orElse(basicPassword));
    Team team = codes.remove(in.need("code", "invalid_code"));
    if (team == null) {
      throw new Refusal("invalid_code");
    }
    team.installAgain();
    return Tree.of(
        "app_id",
        World.APP,
        "authed_user",
        Tree.of("id", world.account(team, "installer").id),
        "scope",
        String.join(",", team.scopes()),
        "token_type",
        "bot",
        "access_token",
        team.botToken(),
        "bot_user_id",
        team.botUser.id,
        "team",
        Tree.of("id", team.id(), "name", team.domain()),
        "is_enterprise_install",
        false);
  }

  /// Takes the app out of a workspace, as it asks for itself.
  static JsonObject uninstall(WebApi.Call call) {
    checkClient(call.in().text("client_id").orElse(""), call.in().text("client_secret").orElse(""));
    call.team().uninstall();
    return new JsonObject();
  }

  private static void checkClient(String client, String secret) {
    if (!client.equals(World.CLIENT_ID)) {
      throw new Refusal("invalid_client_id");
    }
    if (!secret.equals(World.CLIENT_SECRET)) {
      throw new Refusal("bad_client_secret");
    }
  }
}
