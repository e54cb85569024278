package io.mycelium.core.mention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Risk;

/// A call that nobody typed but that may be meant.
///
/// @param options canonical, perhaps not complete
record Guess(Command<?> command, ObjectNode options) {
  Candidate candidate() {
    return new Candidate(command, call());
  }

  Call call() {
    return new Call(command.name(), command.definition(), options);
  }

  /// Whether it may run without anybody having chosen it: the rule that no guess changes anything.
  /// Every guess goes through here, wherever it came from.
  ///
  /// @param clear whether nothing else is likely to be meant
  boolean mayRunByItself(boolean clear) {
    return clear
        && command.effect() == Effect.READ
        && command.risk() == Risk.LOW
        && command.open(options).isEmpty();
  }
}
