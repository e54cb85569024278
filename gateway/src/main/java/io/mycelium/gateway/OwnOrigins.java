package io.mycelium.gateway;

import io.mycelium.core.link.GatewayOrigin;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Where this gateway is reached. Whoever asks before it listens waits.
final class OwnOrigins implements Predicate<GatewayOrigin> {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final CompletableFuture<Known> known = new CompletableFuture<>();

  private record Known(URI listening, Optional<GatewayOrigin> configured) {
    boolean includes(GatewayOrigin origin) {
      return configured.filter(origin::equals).isPresent()
          || new GatewayOrigin(listening.toString()).equals(origin)
          || (isLoopback(listening) && isLoopback(origin.uri()));
    }

    /// With whatever port: that of a tunnel is another one.
    private static boolean isLoopback(URI address) {
      return LOOPBACK.contains(address.getHost());
    }
  }

  /// Says where it listens, and where others are told to reach it.
  void known(URI listening, Optional<URI> configured) {
    known.complete(new Known(listening, configured.map(GatewayOrigin::of)));
  }

  @Override
  public boolean test(GatewayOrigin origin) {
    return known.join().includes(origin);
  }
}
