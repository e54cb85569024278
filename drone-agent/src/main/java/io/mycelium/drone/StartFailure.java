package io.mycelium.drone;

/// The drone cannot start. The message is for people.
final class StartFailure extends RuntimeException {
  /// What was asked for is not understood.
  static final int USAGE = 2;

  /// It may work later, or when something outside was mended.
  static final int UNAVAILABLE = 69;

  private final int exitCode;

  private StartFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static StartFailure usage(String message) {
    return new StartFailure(USAGE, message);
  }

  static StartFailure unavailable(String message) {
    return new StartFailure(UNAVAILABLE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
