package io.mycelium.core.pipeline;

import io.mycelium.core.command.Command;
import io.mycelium.core.function.Function;
import io.mycelium.core.peer.Caller;

/// A call whose caller and command are known.
record Resolved(Request request, Caller caller, Function function, Command<?> command) {}
