package io.mycelium.drone;

import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.redis.client.RedisUrl;
import java.nio.file.Path;
import java.util.Optional;

/// How a drone reaches its queue.
sealed interface Way {
  /// Through a gateway, which lets it in when somebody approved it.
  ///
  /// @param ca a file of certificates that are trusted besides the system's own
  record Gateway(GatewayOrigin origin, Optional<Path> ca) implements Way {}

  /// In Redis itself, like a gateway.
  ///
  /// @param redis hides its password when it is printed
  record Direct(RedisUrl redis, String workspace) implements Way {}
}
