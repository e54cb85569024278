package io.mycelium.core.pipeline;

import io.mycelium.core.command.Risk;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;

/// Knows the approval policy and takes down calls that wait for one.
public interface ApprovalDesk {
  /// Whether a call of that risk runs at once in that room. Not asked about Mycelium's own commands
  /// of low risk, which always do.
  boolean runsFreely(Risk risk, RoomId room);

  /// Keeps the call until others have decided on it.
  ///
  /// @return the approval, as [Reply.Accepted]; or a refusal
  Reply ask(Ready<?> call);
}
