package io.mycelium.cli.problem;

/// What a script learns from the end of a call.
public enum ExitCode {
  OK(0),
  /// The line cannot be understood, or names something that is not there.
  USAGE(2),
  /// Somebody or something decided against it: denied, expired, failed, cancelled.
  REFUSED(3),
  /// The key is not known, or may not do that.
  FORBIDDEN(4),
  /// It does not go together with what is, or was not confirmed.
  CONFLICT(5),
  /// No gateway, too busy, not now: try again later.
  UNAVAILABLE(69),
  /// A fault of the program or of the gateway.
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// The code for a status with which a gateway refused.
  public static ExitCode ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> FORBIDDEN;
      case 409, 422, 428 -> CONFLICT;
      case 429, 502, 503, 504 -> UNAVAILABLE;
      default -> status < 500 ? USAGE : INTERNAL;
    };
  }
}
