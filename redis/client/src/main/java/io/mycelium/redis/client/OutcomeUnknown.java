package io.mycelium.redis.client;

/// A write was sent and no answer came: it may have happened or not. Repeat it **under the same
/// id**; every write is made so that a repeat changes nothing and returns the first result.
public final class OutcomeUnknown extends RedisFailure {
  private static final long serialVersionUID = 1L;

  OutcomeUnknown(Throwable cause) {
    super(
        "Redis did not confirm a write, which may have happened: repeat it under the same id.",
        cause);
  }
}
