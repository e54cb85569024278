package io.mycelium.core.command;

import io.mycelium.core.reply.Reply;

/// Does what a command is for. Runs on a virtual thread of its own and may block; holds no state.
/// Expected refusals are [Reply.Refused] values.
@FunctionalInterface
public interface Handler<O> {
  Reply handle(O options, Invocation invocation);

  /// What a call with these options needs beyond the command's permission. Asked before the call is
  /// let through; may read the store, and changes nothing.
  default Needs needs(O options, Invocation invocation) {
    return Needs.NONE;
  }
}
