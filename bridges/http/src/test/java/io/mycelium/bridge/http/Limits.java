package io.mycelium.bridge.http;

import java.time.Duration;
import java.util.Set;

/// Settings with one thing changed.
final class Limits {
  private Limits() {}

  static Settings calls(int max) {
    return of(max, 1_000, 200, 1 << 20, Duration.ofSeconds(15), Set.of());
  }

  static Settings streams(int max, int perPeer) {
    return of(256, max, perPeer, 1 << 20, Duration.ofSeconds(15), Set.of());
  }

  static Settings backlog(int bytes) {
    return of(256, 1_000, 200, bytes, Duration.ofSeconds(15), Set.of());
  }

  static Settings heartbeat(Duration every) {
    return of(256, 1_000, 200, 1 << 20, every, Set.of());
  }

  static Settings origins(String... allowed) {
    return of(256, 1_000, 200, 1 << 20, Duration.ofSeconds(15), Set.of(allowed));
  }

  static Settings upload(long max) {
    Settings usual = calls(256);
    return new Settings(
        usual.host(),
        usual.port(),
        usual.maxBodyBytes(),
        max,
        usual.maxCalls(),
        usual.maxStreams(),
        usual.maxStreamsPerPeer(),
        usual.streamBacklogBytes(),
        usual.heartbeat(),
        usual.headerTimeout(),
        usual.bodyTimeout(),
        usual.idleTimeout(),
        usual.drain(),
        usual.hostNames(),
        usual.allowedOrigins());
  }

  private static Settings of(
      int calls, int streams, int perPeer, int backlog, Duration heartbeat, Set<String> origins) {
    return new Settings(
        "127.0.0.1",
        0,
        256 << 10,
        32L << 20,
        calls,
        streams,
        perPeer,
        backlog,
        heartbeat,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Set.of("gateway.test"),
        origins);
  }
}
