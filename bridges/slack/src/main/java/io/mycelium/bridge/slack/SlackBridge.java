package io.mycelium.bridge.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.builtin.RequestVerification;
import io.mycelium.chatting.Downloads;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.state.Blobs;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge to Slack, for all workspaces that the app is in.
public final class SlackBridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackBridge.class);

  /// What it works with.
  ///
  /// @param random a secure source outside of tests
  public record Parts(
      Desk desk,
      Catalogue.Source catalogue,
      Channels channels,
      Accounts accounts,
      Installations installations,
      Blobs blobs,
      InstantSource clock,
      RandomGenerator random) {}

  private final Slack slack;
  private final Downloads downloads = new Downloads();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SlackPort port;
  private final Tenants tenants;
  private final Connecting connecting;
  private final Checkup checkup;
  private final Optional<App> signed;
  private final Optional<Installing> installing;

  /// Begins to connect; what Slack does not answer now is tried again until it does.
  public static SlackBridge start(SlackSettings settings, Parts parts) {
    var bridge = new SlackBridge(settings, parts);
    bridge.connecting.start();
    return bridge;
  }

  private SlackBridge(SlackSettings settings, Parts parts) {
    this.slack = Api.client(settings);
    var shared =
        new Workspace.Shared(parts, downloads, threads, settings.rest(), settings.patience());
    Optional<Vault> vault = settings.client().map(client -> new Vault(client, parts.random()));
    var workspaces =
        new Workspaces(
            settings
                .botToken()
                .map(token -> new Workspace(new Api(slack, token), new Self(), shared)),
            new Workspaces.Parts(
                parts.installations(),
                vault,
                (token, self) -> new Workspace(new Api(slack, token), self, shared),
                parts.clock()));
    App app = app(settings, new Intake(workspaces, threads));
    this.port = new SlackPort(workspaces);
    this.tenants = new SlackTenants(settings, workspaces);
    this.connecting = new Connecting(settings, workspaces, app);
    this.checkup = new SlackCheckup(workspaces, parts.channels(), connecting);
    this.signed = settings.signingSecret().map(_ -> app);
    this.installing =
        settings
            .landing()
            .flatMap(landing ->
                settings
                    .client()
                    .map(client ->
                        new Installing(
                            new Installing.Parts(
                                slack,
                                client,
                                landing,
                                vault.orElseThrow(),
                                parts.installations(),
                                workspaces,
                                parts.clock()))));
  }

  private App app(SlackSettings settings, Intake intake) {
    List<Middleware> middlewares = new ArrayList<>();
    settings
        .signingSecret()
        .ifPresent(secret ->
            middlewares.add(
                new RequestVerification(
                    new SlackSignature.Verifier(new SlackSignature.Generator(secret)))));
    middlewares.add(intake);
    return new App(AppConfig.builder().slack(slack).build(), middlewares);
  }

  /// Where Slack calls over HTTP, and where it sends browsers; nothing where it does neither.
  public Optional<Handler<HttpServerRequest>> door(Serving serving) {
    return signed.isEmpty() && installing.isEmpty()
        ? Optional.empty()
        : Optional.of(new SlackDoor(signed, installing, serving));
  }

  /// Looks whether Slack lets it do what it is for.
  public Checkup checkup() {
    return checkup;
  }

  /// How Slack is written to.
  public ChannelPort<?> port() {
    return port;
  }

  /// The workspaces that it is in.
  public Tenants tenants() {
    return tenants;
  }

  @Override
  public void close() {
    connecting.close();
    threads.shutdownNow();
    downloads.close();
    try {
      slack.close();
    } catch (Exception e) {
      LOG.debug("Slack's client did not close cleanly", e);
    }
  }
}
