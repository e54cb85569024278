package io.mycelium.bridge.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import io.mycelium.bridge.slack.render.SlackManifest;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.checkup.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks whether Slack lets the bridge do what it is for.
final class SlackCheckup implements Checkup {
  private static final String TOKEN = "Slack: bot token";
  private static final String SCOPES = "Slack: scopes";
  private static final String SOCKETS = "Slack: connection";
  private static final String GRANTED = "x-oauth-scopes";

  private final Api api;
  private final Channels channels;
  private final Connecting connecting;

  SlackCheckup(Api api, Channels channels, Connecting connecting) {
    this.api = api;
    this.channels = channels;
    this.connecting = connecting;
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    switch (api.self()) {
      case Result.Ok(var me) -> {
        found.add(
            Finding.good(TOKEN, "%s in the workspace %s".formatted(me.getUser(), me.getTeam())));
        found.add(scopes(me));
        found.add(connecting.look(SOCKETS));
        channels.of(SlackPort.PLATFORM).forEach(channel -> found.add(channel(channel)));
      }
      case Result.Refused(var code) ->
          found.add(
              Finding.bad(
                  TOKEN,
                  "Slack refuses it (%s); install the app again and put its token into the file that slack.bot-token-file names."
                      .formatted(code)));
      case Result.Later<?> _, Result.Unknown<?> _ ->
          found.add(Finding.bad(TOKEN, "Slack does not answer, or does not take it right now."));
    }
    return found;
  }

  private static Finding scopes(AuthTestResponse me) {
    Set<String> granted = new HashSet<>();
    Map<String, List<String>> headers = me.getHttpResponseHeaders();
    if (headers != null) {
      headers.forEach((name, values) -> {
        if (name.equalsIgnoreCase(GRANTED)) {
          values.forEach(value -> granted.addAll(List.of(value.split("\\s*,\\s*"))));
        }
      });
    }
    Set<String> missing = new TreeSet<>(SlackManifest.SCOPES);
    missing.removeAll(granted);
    return missing.isEmpty()
        ? Finding.good(SCOPES, "all that are needed")
        : Finding.bad(
            SCOPES,
            "%s missing; update the app from 'slack manifest' and install it again."
                .formatted(String.join(", ", missing)));
  }

  private Finding channel(LinkedChannel channel) {
    String what = "Slack: " + channel.name();
    return switch (api.call(c -> c.conversationsInfo(r -> r.channel(channel.ref().channel())))) {
      case Result.Ok(var info) when info.getChannel().isArchived() ->
          Finding.bad(
              what, "It is archived; 'channel unlink %s' ends the link.".formatted(channel.ref()));
      case Result.Ok(var info) when !info.getChannel().isMember() ->
          Finding.bad(what, "The app is not in it; type '/invite @Mycelium' there.");
      case Result.Ok<?> _ -> Finding.good(what, "shows the room " + channel.room());
      case Result.Refused(var code) -> Finding.bad(what, "Slack says " + code + ".");
      case Result.Later<?> _, Result.Unknown<?> _ ->
          Finding.bad(what, "Slack does not answer right now.");
    };
  }
}
