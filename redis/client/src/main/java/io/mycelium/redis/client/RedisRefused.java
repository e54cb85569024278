package io.mycelium.redis.client;

/// Redis understood a command or a script and answered with an error: a broken promise between our
/// code and the data.
public final class RedisRefused extends RedisFailure {
  private static final long serialVersionUID = 1L;

  private final String code;

  RedisRefused(String message, Throwable cause) {
    super(message, cause);
    this.code = message.split(" ", 2)[0];
  }

  /// Returns the first word of the answer, for example `WRONGTYPE`, `OOM`, `ERR`, or what a script
  /// chose.
  public String code() {
    return code;
  }
}
