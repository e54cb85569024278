package io.mycelium.redis.embedded;

/// Where a Redis answers, and the password that it asks for.
///
/// @param host a host name or an IP address
/// @param port 1 to 65535
/// @param password letters and digits only, so that it needs no escaping in a URL; empty when none
///   is asked for
public record RedisAddress(String host, int port, String password) {
  /// Returns a `redis://` URL, **with the password**: for clients, not for logs.
  public String url() {
    return password.isEmpty()
        ? "redis://%s:%d".formatted(host, port)
        : "redis://:%s@%s:%d".formatted(password, host, port);
  }

  /// Returns host and port. The password is left out, so that an address can be logged.
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
