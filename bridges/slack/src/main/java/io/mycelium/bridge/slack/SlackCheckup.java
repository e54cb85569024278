package io.mycelium.bridge.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import io.mycelium.bridge.slack.render.SlackManifest;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Installation;
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
  private static final String CONNECTION = "Slack: connection";
  private static final String GRANTED = "x-oauth-scopes";

  private final Workspaces workspaces;
  private final Channels channels;
  private final Connecting connecting;

  SlackCheckup(Workspaces workspaces, Channels channels, Connecting connecting) {
    this.workspaces = workspaces;
    this.channels = channels;
    this.connecting = connecting;
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    List<Workspace> all = workspaces.all();
    if (all.isEmpty()) {
      found.add(
          Finding.bad(
              "Slack: workspaces",
              "None has let Mycelium in yet; 'platform join slack' makes the link for it."));
    }
    all.forEach(workspace -> look(workspace, found));
    workspaces.sealed().stream().map(SlackCheckup::sealed).forEach(found::add);
    found.add(connecting.look(CONNECTION));
    channels.of(SlackPort.PLATFORM).stream()
        .filter(channel -> workspaces.of(channel.ref().tenant()).isEmpty())
        .map(SlackCheckup::lost)
        .forEach(found::add);
    return found;
  }

  private void look(Workspace workspace, List<Finding> found) {
    boolean configured = workspaces.configured().filter(workspace::equals).isPresent();
    String in = configured ? "" : " in " + workspace.name();
    String token = "Slack: bot token" + in;
    switch (workspace.api().self()) {
      case Result.Ok(var me) -> {
        found.add(
            Finding.good(token, "%s in the workspace %s".formatted(me.getUser(), me.getTeam())));
        found.add(scopes("Slack: scopes" + in, me, configured));
        workspace.linked().forEach(channel -> found.add(channel(workspace, channel)));
      }
      case Result.Refused(var code) -> found.add(Finding.bad(token, refused(code, configured)));
      case Result.Later<?> _ when workspace.api().lockedOut() ->
          found.add(Finding.bad(token, refused("it is no longer good", configured)));
      case Result.Later<?> _, Result.Unknown<?> _ ->
          found.add(Finding.bad(token, "Slack does not answer right now."));
    }
  }

  private static String refused(String why, boolean configured) {
    return configured
        ? "Slack refuses it (%s); install the app again and put its token into the file that slack.bot-token-file names."
            .formatted(why)
        : "Slack refuses it (%s); 'platform join slack' lets Mycelium in again.".formatted(why);
  }

  private static Finding sealed(Installation installation) {
    return Finding.bad(
        "Slack: bot token in " + installation.name(),
        "It was sealed with another client secret; 'platform join slack' lets Mycelium in again.");
  }

  private static Finding lost(LinkedChannel channel) {
    return Finding.bad(
        "Slack: " + channel.name(),
        "Mycelium is not in that workspace; 'platform join slack' lets it in again, 'channel unlink %s' ends the link."
            .formatted(channel.ref()));
  }

  private static Finding scopes(String what, AuthTestResponse me, boolean configured) {
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
        ? Finding.good(what, "all that are needed")
        : Finding.bad(
            what,
            "%s missing; update the app from 'slack manifest' and %s."
                .formatted(
                    String.join(", ", missing),
                    configured ? "install it again" : "let it in again by 'platform join slack'"));
  }

  private static Finding channel(Workspace workspace, LinkedChannel channel) {
    String what = "Slack: " + channel.name();
    return switch (workspace
        .api()
        .call(c -> c.conversationsInfo(r -> r.channel(channel.ref().channel())))) {
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
