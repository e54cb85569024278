package io.mycelium.bridge.slack.far;

/// A call beyond a rate limit.
final class TooMany extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long retryAfterSeconds;

  TooMany(long retryAfterSeconds) {
    super("ratelimited", null, false, false);
    this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
