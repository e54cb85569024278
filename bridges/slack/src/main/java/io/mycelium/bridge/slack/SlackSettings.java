package io.mycelium.bridge.slack;

import java.time.Duration;
import java.util.Optional;

/// What the bridge is told.
///
/// @param botToken of the workspace, `xoxb-...`
/// @param appToken for Socket Mode, `xapp-...`; without it Slack has to call us over HTTP
/// @param signingSecret what Slack signs its calls over HTTP with
/// @param api where Slack's Web API is, when it is not where it always is; ends with a slash
/// @param connections how many Socket Mode connections are held open
/// @param rest between two messages in a channel
public record SlackSettings(
    String botToken,
    Optional<String> appToken,
    Optional<String> signingSecret,
    Optional<String> api,
    int connections,
    Duration rest) {
  /// Secrets are in it.
  @Override
  public String toString() {
    return "the settings of the Slack bridge";
  }
}
