package io.mycelium.drone.link;

/// The gateway understood what was asked, and said no.
public final class LinkRefused extends RuntimeException {
  private final int status;
  private final String code;

  LinkRefused(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /// For people: why.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// As HTTP has it.
  public int status() {
    return status;
  }

  /// For programs, such as `not-held`.
  public String code() {
    return code;
  }
}
