package io.mycelium.redis.client;

/// Redis cannot be reached, or cannot serve at the moment. **Nothing was changed**, so the same
/// request may be made again at any time. The message is one sentence that says what to do.
public final class RedisUnavailable extends RedisFailure {
  private static final long serialVersionUID = 1L;

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
