package io.mycelium.bridge.http;

import java.net.BindException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/// The bridge did not get its address. The message is one sentence that says what to do.
public final class CannotListen extends RuntimeException {
  /// Why not.
  public enum Why {
    PORT_IN_USE,
    /// The system does not let this process have it: a low port, an address of another machine.
    NOT_ALLOWED,
    UNKNOWN_ADDRESS
  }

  private final Why why;

  private CannotListen(Why why, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  static CannotListen because(@Nullable Throwable cause, Settings settings) {
    String said = cause == null ? "" : String.valueOf(cause.getMessage());
    if (cause instanceof BindException && said.contains("in use")) {
      return new CannotListen(
          Why.PORT_IN_USE,
          "Port %d on %s is in use; stop the program that uses it or choose another port."
              .formatted(settings.port(), settings.host()),
          cause);
    }
    if (cause instanceof SocketException) {
      return new CannotListen(
          Why.NOT_ALLOWED,
          "Cannot listen on port %d of %s (%s); choose an address of this machine and a port that this user may take."
              .formatted(settings.port(), settings.host(), said),
          cause);
    }
    return new CannotListen(
        Why.UNKNOWN_ADDRESS,
        "Cannot listen on '%s' (%s); choose an address of this machine."
            .formatted(settings.host(), said),
        cause);
  }

  public Why why() {
    return why;
  }
}
