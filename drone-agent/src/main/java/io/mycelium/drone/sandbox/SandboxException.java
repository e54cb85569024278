package io.mycelium.drone.sandbox;

import org.jspecify.annotations.Nullable;

/// The sandbox cannot keep what it promises.
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SandboxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
