package io.mycelium.bridge.slack;

import io.mycelium.bridge.slack.render.SlackManifest;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.reply.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The Slack workspaces that we are in: into more by OAuth 2, out by uninstalling the app.
final class SlackTenants implements Tenants {
  private final SlackSettings settings;
  private final Workspaces workspaces;

  SlackTenants(SlackSettings settings, Workspaces workspaces) {
    this.settings = settings;
    this.workspaces = workspaces;
  }

  @Override
  public List<Tenant> all() {
    return workspaces.all().stream()
        .flatMap(workspace ->
            workspace.self().identity().stream()
                .map(me -> new Tenant(me.team(), me.name(), !workspace.api().lockedOut())))
        .toList();
  }

  @Override
  public Door door(String code) {
    if (settings.client().isEmpty()) {
      return new Door.Shut(
          refused(
              "no-client",
              "To be in several workspaces, the gateway has to know the app's client id and secret: configure slack.client-id and slack.client-secret-file, see docs/how-to/connect-slack.md."));
    }
    return settings
        .landing()
        .<Door>map(landing -> new Door.Open(consent(settings.client().get(), landing, code), true))
        .orElseGet(() ->
            new Door.Shut(
                refused(
                    "no-address",
                    "Slack sends the browser back to this gateway, so it needs an address that browsers reach; configure http.url.")));
  }

  /// Slack's page is beside its interface.
  private URI consent(SlackSettings.Client client, URI landing, String code) {
    return settings
        .api()
        .resolve(
            "../oauth/v2/authorize?client_id=%s&scope=%s&redirect_uri=%s&state=%s"
                .formatted(
                    encoded(client.id()),
                    encoded(String.join(",", SlackManifest.SCOPES)),
                    encoded(landing.toString()),
                    encoded(code)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<Reply.Refused> leave(String team) {
    Optional<Workspace> workspace = workspaces.of(team);
    if (workspace.isEmpty()) {
      return Optional.of(Tenants.unknown(SlackPort.PLATFORM, team));
    }
    if (settings.client().isEmpty()) {
      return Optional.of(
          refused(
              "no-client",
              "Slack lets an app leave that gives its client secret; remove it in Slack, where apps are managed, or configure slack.client-id and slack.client-secret-file."));
    }
    return leave(workspace.get().api(), settings.client().get());
  }

  private static Optional<Reply.Refused> leave(Api api, SlackSettings.Client client) {
    Result<?> left =
        api.call(c -> c.appsUninstall(r -> r.clientId(client.id()).clientSecret(client.secret())));
    return switch (left) {
      case Result.Ok<?> _ -> Optional.empty();
      case Result.Later<?> _ when api.lockedOut() -> Optional.empty();
      case Result.Refused<?>(var code) ->
          Optional.of(refused("not-left", "Slack does not let it go: %s.".formatted(code)));
      case Result.Later<?> _, Result.Unknown<?> _ -> Optional.of(WorkspacePort.away().refused());
    };
  }

  private static Reply.Refused refused(String code, String message) {
    return Reply.Refused.because(Reply.Reason.CONFLICT, code, message);
  }
}
