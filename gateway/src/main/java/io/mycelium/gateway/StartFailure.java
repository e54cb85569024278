package io.mycelium.gateway;

/// The gateway cannot start, or go on. The message is one sentence for people that says what to do.
public final class StartFailure extends RuntimeException {
  public StartFailure(String message) {
    super(message);
  }
}
