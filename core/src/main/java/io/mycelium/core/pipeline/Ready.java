package io.mycelium.core.pipeline;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Function;

/// A call that has all it needs to run.
///
/// @param options what the command's handler takes
/// @param confirmation the caller's token, if it gave one
public record Ready<O>(
    Function function,
    Command<O> command,
    O options,
    Invocation invocation,
    java.util.Optional<String> confirmation) {}
