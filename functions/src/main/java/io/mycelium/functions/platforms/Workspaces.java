package io.mycelium.functions.platforms;

import io.mycelium.core.channel.Tenants;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The workspaces of the platforms that this gateway has bridges to.
record Workspaces(Supplier<Map<String, Tenants>> tenants) {
  Optional<Tenants> of(String platform) {
    return Optional.ofNullable(tenants.get().get(platform));
  }
}
