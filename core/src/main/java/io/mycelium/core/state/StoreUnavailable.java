package io.mycelium.core.state;

/// The store could not be reached in time. What was asked may or may not have been done; asking
/// again under the same id is safe.
public class StoreUnavailable extends RuntimeException {
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
