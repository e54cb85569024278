package io.mycelium.bridge.http;

import io.mycelium.core.state.Blobs;
import java.time.Duration;
import java.util.Set;

/// The configuration of the HTTP bridge; [#standard] has all defaults.
///
/// @param host the address to listen on; default `127.0.0.1`
/// @param port the port; 0 takes any free one; default 8080
/// @param maxBodyBytes largest body of a call in bytes; default 256 KiB
/// @param maxUploadBytes largest file that can be uploaded, in bytes; default 32 MiB
/// @param maxCalls calls that run at once, the next one is refused with BUSY; default 256
/// @param maxStreams event streams that are open at once; default 1,000
/// @param maxStreamsPerPeer of one peer; default 200
/// @param streamBacklogBytes what may wait for a slow reader of a stream, which is closed beyond;
///   default 1 MiB
/// @param heartbeat between two signs of life of a stream; default 15 s
/// @param headerTimeout for the first request of a connection to arrive; default 10 s
/// @param bodyTimeout for a call's body to arrive, and for each 64 KiB of an upload; default 10 s
/// @param idleTimeout after which a connection without traffic is closed; default 60 s
/// @param drain how long a stop waits for running calls; default 10 s
/// @param hostNames names besides `localhost` and the loopback addresses by which a bridge that
///   listens on a loopback address may be called; default none
/// @param allowedOrigins origins such as `https://chat.example` whose pages may call; default none
public record Settings(
    String host,
    int port,
    int maxBodyBytes,
    long maxUploadBytes,
    int maxCalls,
    int maxStreams,
    int maxStreamsPerPeer,
    int streamBacklogBytes,
    Duration heartbeat,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration drain,
    Set<String> hostNames,
    Set<String> allowedOrigins) {

  public Settings {
    hostNames = Set.copyOf(hostNames);
    allowedOrigins = Set.copyOf(allowedOrigins);
    within("port", port, 0, 65_535);
    within("max-body-bytes", maxBodyBytes, 1_024, 64 << 20);
    within("max-upload", maxUploadBytes, 1_024, Blobs.MAX_SIZE);
    within("max-calls", maxCalls, 1, 100_000);
    within("max-streams", maxStreams, 0, 100_000);
    within("max-streams-per-peer", maxStreamsPerPeer, 0, 100_000);
    within("stream-backlog-bytes", streamBacklogBytes, 16 << 10, 64 << 20);
    within("heartbeat", heartbeat.toMillis(), 10, 3_600_000);
    within("header-timeout", headerTimeout.toMillis(), 100, 3_600_000);
    within("body-timeout", bodyTimeout.toMillis(), 100, 3_600_000);
    within("idle-timeout", idleTimeout.toMillis(), 1_000, 3_600_000);
    if (heartbeat.compareTo(idleTimeout) >= 0) {
      throw new IllegalArgumentException(
          "http.heartbeat has to be shorter than http.idle-timeout, which would end the streams");
    }
    within("drain", drain.toMillis(), 0, 3_600_000);
  }

  public static Settings standard() {
    return new Settings(
        "127.0.0.1",
        8080,
        256 << 10,
        32L << 20,
        256,
        1_000,
        200,
        1 << 20,
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Set.of(),
        Set.of());
  }

  /// The same, listening elsewhere.
  public Settings on(String otherHost, int otherPort) {
    return new Settings(
        otherHost,
        otherPort,
        maxBodyBytes,
        maxUploadBytes,
        maxCalls,
        maxStreams,
        maxStreamsPerPeer,
        streamBacklogBytes,
        heartbeat,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        drain,
        hostNames,
        allowedOrigins);
  }

  private static void within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "http.%s is %d, but has to be from %d to %d".formatted(name, value, min, max));
    }
  }
}
