package io.mycelium.functions.platforms;

import io.mycelium.core.channel.Tenants;
import io.mycelium.core.reply.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The workspaces of the platforms that this gateway has bridges to.
record Workspaces(Supplier<Map<String, Tenants>> tenants) {
  Optional<Tenants> of(String platform) {
    return Optional.ofNullable(tenants.get().get(platform));
  }

  static Reply.Refused absent(String platform) {
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE,
        "no-bridge",
        "This gateway has no bridge to '%s'; './mycelium doctor' tells what is missing."
            .formatted(platform));
  }
}
