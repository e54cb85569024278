package io.mycelium.core.checkup;

/// What was found.
///
/// @param what was looked at
/// @param said a phrase that tells how it is, or what to do
public record Finding(String what, State state, String said) {
  /// How it is.
  public enum State {
    GOOD,
    /// It is not configured, which is no fault.
    OFF,
    BAD
  }

  public static Finding good(String what, String said) {
    return new Finding(what, State.GOOD, said);
  }

  public static Finding off(String what, String said) {
    return new Finding(what, State.OFF, said);
  }

  public static Finding bad(String what, String said) {
    return new Finding(what, State.BAD, said);
  }
}
