package io.mycelium.core.pipeline;

import io.mycelium.core.json.Json;
import io.mycelium.core.state.Flag;

/// Whether the workspace is frozen: nothing starts jobs, nothing is redeemed.
///
/// @param epoch one up per change
/// @param reason given by whoever froze it
public record FreezeState(long epoch, boolean frozen, String by, String reason) {
  public static final Flag FLAG = new Flag("freeze");
  public static final FreezeState NONE = new FreezeState(0, false, "", "");

  /// Reads the flag's value.
  public static FreezeState of(String value) {
    return value.isEmpty() ? NONE : Json.read(value, FreezeState.class);
  }
}
