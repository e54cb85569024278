package io.mycelium.functions.rooms;

import io.mycelium.core.id.PostId;
import io.mycelium.core.reply.Subject;
import java.util.Optional;

/// Knows on which post the talk about a thing hangs, for things that have one.
@FunctionalInterface
public interface Threads {
  /// No thing has one.
  Threads NONE = _ -> Optional.empty();

  Optional<PostId> of(Subject subject);
}
