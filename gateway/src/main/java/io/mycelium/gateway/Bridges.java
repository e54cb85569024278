package io.mycelium.gateway;

import io.mycelium.bridge.discord.DiscordBridge;
import io.mycelium.bridge.discord.DiscordSettings;
import io.mycelium.bridge.slack.SlackBridge;
import io.mycelium.bridge.slack.SlackSettings;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Installations;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.checkup.Checkup;
import io.mycelium.core.checkup.Finding;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.Flags;
import io.mycelium.core.state.Leases;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.serving.Serving;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The bridges to chat platforms that are configured; those that are not stay off. Until they start
/// there are none.
final class Bridges {
  /// What they work with.
  record Parts(
      Configuration configuration,
      Desk desk,
      Channels channels,
      Accounts accounts,
      Installations installations,
      Blobs blobs,
      Catalogue.Source catalogue,
      Leases leases,
      Flags flags,
      InstantSource clock,
      SecureRandom random,
      Shutdown shutdown) {}

  private final List<ChannelPort<?>> ports = new CopyOnWriteArrayList<>();
  private final Map<String, Tenants> tenants = new ConcurrentHashMap<>();
  private final List<Checkup> checkups = new CopyOnWriteArrayList<>();

  /// Set once, before anything is served.
  private Optional<SlackBridge> slack = Optional.empty();

  /// Begins to connect.
  ///
  /// @throws StartFailure when a token's file cannot be read
  void start(Parts parts) {
    if (parts.configuration().slack().configured()) {
      slack(parts);
    } else {
      off("Slack", "neither slack.bot-token-file nor slack.client-id is configured");
    }
    if (parts.configuration().discord().configured()) {
      discord(parts);
    } else {
      off("Discord", "discord.bot-token-file is not configured");
    }
  }

  private void slack(Parts parts) {
    Configuration.Slack slack = parts.configuration().slack();
    var settings =
        new SlackSettings(
            SecretFile.read("slack.bot-token-file", slack.botTokenFile()),
            client(slack),
            Surfaces.url(parts.configuration().http()),
            SecretFile.read("slack.app-token-file", slack.appTokenFile()),
            SecretFile.read("slack.signing-secret-file", slack.signingSecretFile()),
            slack.api().isEmpty() ? SlackSettings.API : URI.create(folder(slack.api())),
            slack.connections(),
            slack.rest(),
            slack.patience());
    SlackBridge bridge =
        SlackBridge.start(
            settings,
            new SlackBridge.Parts(
                parts.desk(),
                parts.catalogue(),
                parts.channels(),
                parts.accounts(),
                parts.installations(),
                parts.blobs(),
                parts.clock(),
                parts.random()));
    ports.add(bridge.port());
    tenants.put(bridge.port().platform(), bridge.tenants());
    checkups.add(bridge.checkup());
    parts.shutdown().then(bridge);
    this.slack = Optional.of(bridge);
  }

  /// @throws StartFailure when there is but one half of it
  private static Optional<SlackSettings.Client> client(Configuration.Slack slack) {
    Optional<String> secret = SecretFile.read("slack.client-secret-file", slack.clientSecretFile());
    if (slack.clientId().isEmpty() != secret.isEmpty()) {
      throw new StartFailure(
          "slack.client-id and slack.client-secret-file belong together; configure both or neither.");
    }
    return secret.map(word -> new SlackSettings.Client(slack.clientId(), word));
  }

  private void off(String what, String why) {
    checkups.add(() -> List.of(Finding.off(what, why)));
  }

  private void discord(Parts parts) {
    Configuration.Discord discord = parts.configuration().discord();
    var settings =
        new DiscordSettings(
            SecretFile.read("discord.bot-token-file", discord.botTokenFile()).orElseThrow(),
            Optional.of(discord.api()).filter(api -> !api.isEmpty()).map(Bridges::folder),
            Optional.of(discord.gateway()).filter(gateway -> !gateway.isEmpty()),
            discord.rest(),
            discord.patience());
    DiscordBridge bridge =
        DiscordBridge.start(
            settings,
            new DiscordBridge.Parts(
                parts.desk(),
                parts.catalogue(),
                parts.channels(),
                parts.accounts(),
                parts.blobs(),
                parts.leases(),
                parts.flags(),
                parts.clock()));
    ports.add(bridge.port());
    tenants.put(bridge.port().platform(), bridge.tenants());
    checkups.add(bridge.checkup());
    parts.shutdown().then(bridge);
  }

  private static String folder(String address) {
    return address.endsWith("/") ? address : address + "/";
  }

  /// How the platforms are written to.
  List<ChannelPort<?>> ports() {
    return ports;
  }

  /// The workspaces of each, by the platforms' names.
  Map<String, Tenants> tenants() {
    return tenants;
  }

  /// Whether each of them is well.
  List<Checkup> checkups() {
    return checkups;
  }

  /// What they answer on the gateway's own server.
  Map<String, Handler<HttpServerRequest>> mounts(Serving serving) {
    Map<String, Handler<HttpServerRequest>> mounts = new HashMap<>();
    slack.flatMap(bridge -> bridge.door(serving)).ifPresent(door -> mounts.put("/slack", door));
    return mounts;
  }
}
