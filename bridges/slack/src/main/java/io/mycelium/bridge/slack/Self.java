package io.mycelium.bridge.slack;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Who we are in a workspace, once Slack has told us. Safe for many threads.
final class Self {
  /// @param team the workspace
  /// @param name of the workspace, as people know it
  /// @param user our bot's user
  /// @param bot our bot
  record Identity(String team, String name, String user, String bot) {}

  private final AtomicReference<Optional<Identity>> known = new AtomicReference<>(Optional.empty());

  void is(Identity identity) {
    known.set(Optional.of(identity));
  }

  Optional<Identity> identity() {
    return known.get();
  }

  Optional<String> team() {
    return identity().map(Identity::team);
  }
}
