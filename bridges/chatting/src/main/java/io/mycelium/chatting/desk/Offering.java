package io.mycelium.chatting.desk;

import io.mycelium.core.reply.Action;

/// Makes the ids of the buttons on what one person alone is shown.
public interface Offering {
  /// The id of a button that runs the action's call, or asks for what it leaves open.
  String of(Action action);

  /// The id of a button that confirms the call that was refused.
  ///
  /// @param token that the refusal gave
  String confirming(String token);
}
