package io.mycelium.bridge.discord;

import java.time.Duration;
import java.util.Optional;

/// What the bridge is told.
///
/// @param botToken of the application's bot
/// @param api where Discord's REST is, when it is not where it always is; ends with a slash
/// @param gateway where Discord's gateway is, when it is not where it always is
/// @param rest between two messages in a channel
/// @param patience how long Discord waits for the first sign of an answer
public record DiscordSettings(
    String botToken,
    Optional<String> api,
    Optional<String> gateway,
    Duration rest,
    Duration patience) {
  /// Secrets are in it.
  @Override
  public String toString() {
    return "the settings of the Discord bridge";
  }
}
