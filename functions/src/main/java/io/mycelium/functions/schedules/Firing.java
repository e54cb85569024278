package io.mycelium.functions.schedules;

import io.mycelium.core.reply.Subject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What came of a slot, or of a run by hand.
///
/// @param slot when it was due
/// @param at when this was known
/// @param slots for how many slots it stands
/// @param why for people; empty when there is nothing to say
/// @param led what it led to: a job, or an approval that waits
record Firing(Instant slot, Instant at, Came came, int slots, String why, Optional<Subject> led) {
  /// What may come of it.
  enum Came {
    /// The call ended at once.
    RAN,
    /// The call goes on: a job was started, or an approval asked for.
    LED,
    /// The call was refused, and changed nothing.
    REFUSED,
    /// Nothing was tried.
    SKIPPED,
    /// It was begun, and nobody knows whether it ran.
    UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
