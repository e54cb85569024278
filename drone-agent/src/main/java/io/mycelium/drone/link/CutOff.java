package io.mycelium.drone.link;

import io.mycelium.core.state.StoreUnavailable;

/// Something between the drone and its gateway ended a request that had waited.
final class CutOff extends StoreUnavailable {
  CutOff(StoreUnavailable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
