package io.mycelium.gateway;

import io.mycelium.bridge.slack.SlackBridge;
import io.mycelium.bridge.slack.SlackSettings;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.state.Blobs;
import io.mycelium.gateway.config.Configuration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridges to chat platforms that are configured; those that are not stay off.
final class Bridges {
  private static final Logger LOG = LoggerFactory.getLogger(Bridges.class);

  /// What they work with.
  ///
  /// @param ports where each says how it is written to
  record Parts(
      Configuration configuration,
      Desk desk,
      Channels channels,
      Accounts accounts,
      Blobs blobs,
      InstantSource clock,
      List<ChannelPort<?>> ports,
      Shutdown shutdown) {}

  private final Parts has;

  Bridges(Parts parts) {
    this.has = parts;
  }

  /// Begins to connect.
  ///
  /// @throws StartFailure when a token's file cannot be read
  void start() {
    if (has.configuration().slack().configured()) {
      slack(has.configuration().slack());
    } else {
      LOG.debug("no bridge to Slack: slack.bot-token-file is empty");
    }
  }

  private void slack(Configuration.Slack slack) {
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
                has.desk(), has.channels(), has.accounts(), has.blobs(), has.clock()));
    has.ports().add(bridge.port());
    has.shutdown().then(bridge);
  }

  private static String folder(String address) {
    return address.endsWith("/") ? address : address + "/";
  }
}
