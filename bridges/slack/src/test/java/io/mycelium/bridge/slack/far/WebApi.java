package io.mycelium.bridge.slack.far;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// The methods of the Web API and what all of them have in common: tokens, scopes, limits, faults.
/// Threadsafe.
final class WebApi {
  /// A call by the app in one workspace.
  record Call(World world, Team team, Arguments in) {
    /// The channel that the call names, as far as the app can see it.
    Conversation channel() {
      return team.conversationNamed(in.need("channel", "channel_not_found"))
          .filter(c -> c.kind == Conversation.Kind.PUBLIC || c.members.contains(team.botUser.id))
          .orElseThrow(() -> new Refusal("channel_not_found"));
    }

    /// The same, refused where the app is not in it.
    Conversation joinedChannel() {
      Conversation channel = channel();
      if (!channel.members.contains(team.botUser.id)) {
        throw new Refusal("not_in_channel");
      }
      return channel;
    }
  }

  /// What came of a call.
  ///
  /// @param scopes of the token
  /// @param retryAfter seconds, for a call beyond a limit
  /// @param unanswered the connection is to end without an answer
  record Result(
      JsonObject answer, SortedSet<String> scopes, Optional<Long> retryAfter, boolean unanswered) {}

  private final World world;
  private final Sockets sockets;
  private final Map<String, Function<Call, JsonObject>> methods = new HashMap<>();

  WebApi(World world, Sockets sockets) {
    this.world = world;
    this.sockets = sockets;
    ChatMethods.addTo(methods);
    ConversationMethods.addTo(methods);
    PeopleMethods.addTo(methods);
    ViewMethods.addTo(methods);
    FileMethods.addTo(methods);
    methods.put("apps.uninstall", Consents::uninstall);
  }

  /// @param authorization the header of that name; empty without one
  Result call(String method, String authorization, Arguments in) {
    String token =
        authorization.startsWith("Bearer ")
            ? authorization.substring(7)
            : in.text("token").orElse("");
    return world.locked(() -> {
      Optional<Team> of = world.teams.values().stream().filter(t -> t.gaveOut(token)).findFirst();
      String team = of.map(Team::id).orElse("");
      JsonObject answer;
      Optional<Long> retryAfter = Optional.empty();
      try {
        world.faults.refuseAsPlanned(method, in);
        world.limits.count(method, team, in.text("channel").orElse(""));
        answer = run(method, token, authorization, in);
        answer.addProperty("ok", true);
      } catch (TooMany e) {
        answer = Tree.of("ok", false, "error", "ratelimited");
        retryAfter = Optional.of(e.retryAfterSeconds());
      } catch (Refusal e) {
        answer = e.answer();
      }
      world.calls.add(
          new ApiCall(
              world.hours.instant(),
              method,
              team,
              in.values(),
              Tree.text(answer, "error"),
              answer.deepCopy()));
      return new Result(
          answer,
          of.map(t -> new TreeSet<>(t.scopes())).orElseGet(TreeSet::new),
          retryAfter,
          world.faults.losesAnswer(method));
    });
  }

  private JsonObject run(String method, String token, String authorization, Arguments in) {
    if (method.equals("oauth.v2.access")) {
      String[] basic = HttpDoor.basic(authorization);
      return world.consents.exchange(in, basic[0], basic[1]);
    }
    if (method.equals("api.test")) {
      return new JsonObject();
    }
    if (token.isEmpty()) {
      throw new Refusal("not_authed");
    }
    if (token.startsWith("xapp-")) {
      return runForApp(method, token);
    }
    Team team = world.byBotToken(token);
    if (method.equals("apps.connections.open")) {
      throw new Refusal("not_allowed_token_type");
    }
    Function<Call, JsonObject> known =
        Optional.ofNullable(methods.get(method))
            .orElseThrow(() -> new Refusal("unknown_method", "req_method", method));
    var call = new Call(world, team, in);
    Scopes.require(method, call);
    return known.apply(call);
  }

  private JsonObject runForApp(String method, String token) {
    if (!token.equals(World.APP_TOKEN)) {
      throw new Refusal("invalid_auth");
    }
    return switch (method) {
      case "apps.connections.open" -> Tree.of("url", sockets.newAddress());
      case "auth.test" -> Tree.of("app_id", World.APP, "app_name", "mycelium");
      default -> throw new Refusal("not_allowed_token_type");
    };
  }
}
