package io.mycelium.gateway;

import io.mycelium.bridge.discord.DiscordBridge;
import io.mycelium.bridge.discord.DiscordSettings;
import io.mycelium.bridge.slack.SlackBridge;
import io.mycelium.bridge.slack.SlackSettings;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      Blobs blobs,
      Catalogue.Source catalogue,
      Leases leases,
      Flags flags,
      InstantSource clock,
      Shutdown shutdown) {}

  private final List<ChannelPort<?>> ports = new CopyOnWriteArrayList<>();
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
      off("Slack", "slack.bot-token-file is not configured");
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
            SecretFile.read("slack.bot-token-file", slack.botTokenFile()).orElseThrow(),
            SecretFile.read("slack.app-token-file", slack.appTokenFile()),
            SecretFile.read("slack.signing-secret-file", slack.signingSecretFile()),
            Optional.of(slack.api()).filter(api -> !api.isEmpty()).map(Bridges::folder),
            slack.connections(),
            slack.rest());
    SlackBridge bridge =
        SlackBridge.start(
            settings,
            new SlackBridge.Parts(
                parts.desk(),
                parts.catalogue(),
                parts.channels(),
                parts.accounts(),
                parts.blobs(),
                parts.clock()));
    ports.add(bridge.port());
    checkups.add(bridge.checkup());
    parts.shutdown().then(bridge);
    this.slack = Optional.of(bridge);
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
            discord.rest());
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
