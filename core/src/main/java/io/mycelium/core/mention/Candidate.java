package io.mycelium.core.mention;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.Effect;
import io.mycelium.core.reply.Action;
import io.mycelium.core.text.Cut;

/// A call that may be meant. Options that it still needs are asked for when it is pressed.
public record Candidate(Command<?> command, Call call) {
  private static final int LONGEST_LABEL = 80;

  /// The button. Its label is the line that the press runs, so that nothing is agreed to unseen.
  public Action action() {
    return new Action(
        Cut.to(CommandLine.print(call, command), LONGEST_LABEL),
        command.effect() == Effect.DESTRUCTIVE ? Action.Style.DANGER : Action.Style.PLAIN,
        call);
  }
}
