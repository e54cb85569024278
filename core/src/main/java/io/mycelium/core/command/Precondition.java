package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;

/// What must hold before a command is worth trying: asked before a call runs, and also to tell a
/// reader which buttons would work. It decides nothing for good: a handler decides again in its
/// commit, by the same rules.
///
/// @param on the options that it depends on, which may be fewer than the command has
public record Precondition<P>(OptionSchema<P> on, Check<P> check) {
  /// Why a call is refused as things stand.
  ///
  /// @param options of the call; some may still be open
  /// @return nothing when it is not, or when that cannot be told from these options
  Optional<Reply.Refused> refusal(ObjectNode options, Invocation invocation) {
    List<String> names = on.options().stream().map(Option::name).toList();
    return switch (on.bind(options.deepCopy().retain(names))) {
      case Bound.Fits<P>(var fit, var _) -> check.refusal(fit, invocation);
      case Bound.Misfits<P> _ -> Optional.empty();
    };
  }
}
