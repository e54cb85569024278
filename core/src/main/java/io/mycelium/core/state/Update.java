package io.mycelium.core.state;

import io.mycelium.core.reply.Reply;

/// What came of an update.
public sealed interface Update<S> {
  /// The aggregate as it is now.
  record Done<S>(Stored<S> stored) implements Update<S> {}

  record Refused<S>(Reply.Refused why) implements Update<S> {}
}
