package io.mycelium.core.function;

import java.time.Duration;

/// How much of a function may go on at a time, per gateway.
///
/// @param concurrency calls that run at once; the next one is refused with BUSY
/// @param deadline how long a call may take before its caller is told that it goes on
public record FunctionLimits(int concurrency, Duration deadline) {
  public static final FunctionLimits STANDARD = new FunctionLimits(64, Duration.ofSeconds(10));
}
