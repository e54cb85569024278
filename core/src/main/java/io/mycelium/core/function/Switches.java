package io.mycelium.core.function;

/// Which functions operators have stopped, on all gateways. Cheap enough for every call.
@FunctionalInterface
public interface Switches {
  boolean stopped(FunctionName function);
}
