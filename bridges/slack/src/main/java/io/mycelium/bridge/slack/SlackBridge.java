package io.mycelium.bridge.slack;

import com.slack.api.app_backend.SlackSignature;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.builtin.RequestVerification;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
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

/// The bridge to a Slack workspace.
public final class SlackBridge implements AutoCloseable {
  /// What it works with.
  public record Parts(
      Desk desk,
      Catalogue.Source catalogue,
      Channels channels,
      Accounts accounts,
      Blobs blobs,
      InstantSource clock) {}

  private final Api api;
  private final SlackPort port;
  private final Fetching fetching;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Connecting connecting;
  private final App app;
  private final boolean signed;
  private final Checkup checkup;

  /// Begins to connect; what Slack does not answer now is tried again until it does.
  public static SlackBridge start(SlackSettings settings, Parts parts) {
    var bridge = new SlackBridge(settings, parts);
    bridge.connecting.start();
    return bridge;
  }

  private SlackBridge(SlackSettings settings, Parts parts) {
    var self = new Self();
    this.api = new Api(settings);
    var uploading = new Uploading(api, parts.blobs(), settings.rest());
    this.port = new SlackPort(api, self, parts.channels(), uploading, settings.rest());
    var people = new People(api, self, parts.accounts(), parts.clock());
    this.fetching = new Fetching(parts.desk(), settings.botToken());
    var passing = new Passing(parts.desk(), parts.channels(), people, fetching, self);
    var shower =
        new Shower(api, parts.channels(), people, uploading, new Shortcuts(parts.catalogue()));
    var home = new Home(api, parts.desk(), parts.channels(), people);
    var changing = new Changing(parts.desk(), parts.channels(), people, self);
    var deeds =
        new Deeds(
            new Deeds.Parts(parts.desk(), self, people, shower, passing, changing, home), threads);
    var forms = new Forms(parts.desk(), people, shower, fetching, threads);
    this.app = app(settings, new Intake(deeds, forms));
    var backfill = new Backfill(api, parts.channels(), passing, deeds, parts.clock());
    this.signed = settings.signingSecret().isPresent();
    this.connecting = new Connecting(settings, api, self, app, backfill);
    this.checkup = new SlackCheckup(api, parts.channels(), connecting);
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
    AppConfig config =
        AppConfig.builder().slack(api.slack()).singleTeamBotToken(settings.botToken()).build();
    return new App(config, middlewares);
  }

  /// Where Slack calls over HTTP; nothing where it has nothing to sign its calls with.
  public Optional<Handler<HttpServerRequest>> door(Serving serving) {
    return signed ? Optional.of(new SlackDoor(app, serving)) : Optional.empty();
  }

  /// Looks whether Slack lets it do what it is for.
  public Checkup checkup() {
    return checkup;
  }

  /// How Slack is written to.
  public ChannelPort<?> port() {
    return port;
  }

  @Override
  public void close() {
    connecting.close();
    threads.shutdownNow();
    fetching.close();
    api.close();
  }
}
