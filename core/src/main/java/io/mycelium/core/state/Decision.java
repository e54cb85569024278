package io.mycelium.core.state;

import io.mycelium.core.reply.Reply;
import java.util.function.UnaryOperator;

/// What pure code makes of a state and a wish.
public sealed interface Decision<S> {
  /// The state changes.
  ///
  /// @param also adds events, index changes and outbox rows to the commit
  record Change<S>(S state, UnaryOperator<Commit.Draft> also) implements Decision<S> {}

  /// It may not be.
  record Refuse<S>(Reply.Refused why) implements Decision<S> {}
}
