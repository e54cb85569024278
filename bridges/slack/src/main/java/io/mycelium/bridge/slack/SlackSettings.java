package io.mycelium.bridge.slack;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What the bridge is told. There is a bot's token, or a client, or both.
///
/// @param botToken of the one workspace whose token is kept in a file, `xoxb-...`
/// @param client by which other workspaces let us in
/// @param address under which browsers reach this gateway
/// @param appToken for Socket Mode, `xapp-...`; without it Slack has to call us over HTTP
/// @param signingSecret what Slack signs its calls over HTTP with
/// @param api where Slack's Web API is; ends with a slash
/// @param connections how many Socket Mode connections are held open
/// @param rest between two messages in a channel
/// @param patience how long Slack waits for the first sign of an answer
public record SlackSettings(
    Optional<String> botToken,
    Optional<Client> client,
    Optional<URI> address,
    Optional<String> appToken,
    Optional<String> signingSecret,
    URI api,
    int connections,
    Duration rest,
    Duration patience) {
  /// Where Slack's Web API always is.
  public static final URI API = URI.create("https://slack.com/api/");

  /// As what the app is known to Slack.
  public record Client(String id, String secret) {
    /// A secret is in it.
    @Override
    public String toString() {
      return id;
    }
  }

  /// Where Slack sends the browser of somebody who has let us in.
  Optional<URI> landing() {
    return address.map(at -> at.resolve(SlackDoor.LANDING));
  }

  /// Secrets are in it.
  @Override
  public String toString() {
    return "the settings of the Slack bridge";
  }
}
