package io.mycelium.bridge.discord;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.dv8tion.jda.api.JDA;

/// The connection to Discord, while this gateway has it. Safe for many threads.
final class Line {
  private final AtomicReference<Optional<JDA>> now = new AtomicReference<>(Optional.empty());

  Optional<JDA> jda() {
    return now.get();
  }

  void is(JDA jda) {
    now.set(Optional.of(jda));
  }

  void gone() {
    now.set(Optional.empty());
  }

  /// The id of our own user.
  Optional<String> self() {
    return jda().map(jda -> jda.getSelfUser().getId());
  }
}
