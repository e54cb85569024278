package io.mycelium.core.pipeline;

import io.mycelium.core.peer.Caller;
import java.util.Optional;

/// Finds out who a secret belongs to. Cheap enough for every call; a revoked secret stops working
/// at once on every gateway.
@FunctionalInterface
public interface Authenticator {
  Optional<Caller> authenticate(String secret);
}
