package io.mycelium.redis.client;

import org.jspecify.annotations.Nullable;

/// Redis did not do what it was asked. Messages name no password.
public abstract sealed class RedisFailure extends RuntimeException
    permits RedisUnavailable, OutcomeUnknown, RedisRefused {
  private static final long serialVersionUID = 1L;

  RedisFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
