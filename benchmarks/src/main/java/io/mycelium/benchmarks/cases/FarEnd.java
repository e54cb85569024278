package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A chat platform on this machine as olga has it before her, who is the operator there, too.
/// Channels are numbered from 0.
interface FarEnd extends AutoCloseable {
  /// What is not hurried by limits.
  double UNLIMITED = 1e6;

  /// As the platform publishes them.
  double AS_PUBLISHED = 1;

  /// A message that stands in a channel.
  ///
  /// @param mirrored whether the gateway posted it
  record Shown(String words, boolean mirrored) {}

  /// With which a gateway is bridged to it.
  List<String> settings();

  /// Whether the gateway hears what is said there.
  boolean isConnected();

  /// How a workspace names a channel, which is there by then.
  String address(int channel);

  /// Lets olga say who she is.
  void claim(String code);

  /// Whether she was told that it is her.
  boolean isClaimed();

  void say(int channel, String words);

  /// What the gateway posted so far, in all channels, edits left out; in no order.
  List<String> posted();

  /// What a channel shows, oldest first.
  List<Shown> shown(int channel);

  /// Everything may be done this many times as often as the platform lets it.
  void limit(double times);

  @Override
  void close();

  /// Lets a gateway show its main room in some channels, and olga do there what an operator may.
  static void show(FarEnd end, Gateway gateway, int channels) {
    Duration soon = Duration.ofSeconds(30);
    Waiting.require(end::isConnected, "connect to " + end, soon);
    for (int i = 0; i < channels; i++) {
      String link = Json.object().put("to", "main").put("channel", end.address(i)).toString();
      gateway.call(gateway.operatorKey(), "channel-link", link);
    }
    end.claim(code(gateway));
    Waiting.require(end::isClaimed, "link the account of " + end, soon);
  }

  private static String code(Gateway gateway) {
    return gateway
        .call(gateway.operatorKey(), "account-link", "{}")
        .path("reply")
        .path("fields")
        .path(0)
        .path("value")
        .asText();
  }

  /// Keeps a token in a file, as settings name it.
  static Path kept(Path folder, String name, String token) {
    try {
      return Files.writeString(folder.resolve(name + ".token"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
