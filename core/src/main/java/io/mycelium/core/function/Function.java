package io.mycelium.core.function;

import io.mycelium.core.command.Command;
import java.util.List;

/// What owns commands: it is started, stopped and limited as one.
///
/// @param summary one sentence without a full stop
public record Function(
    FunctionName name, String summary, FunctionLimits limits, List<Command<?>> commands) {
  public Function {
    commands = List.copyOf(commands);
  }
}
