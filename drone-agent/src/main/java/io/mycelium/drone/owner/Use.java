package io.mycelium.drone.owner;

import java.time.Instant;

/// What a look at the machine tells of its use by others than its drone.
sealed interface Use {
  /// Somebody touched it last at that time.
  record Touched(Instant last) implements Use {}

  /// It is in use right now.
  record Now() implements Use {}

  /// Nothing speaks for it.
  record NoSign() implements Use {}

  /// Nothing can be seen here.
  record Unknown() implements Use {}
}
