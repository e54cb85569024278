package io.mycelium.redis.client;

import java.time.Duration;

/// How to talk to Redis.
///
/// @param url where it is
/// @param connectTimeout how long one attempt to connect may take
/// @param commandTimeout how long a command may take, waiting for a reconnect included; then it
///   fails
/// @param longestBlock how long one blocking read may wait; 5 seconds keeps connections honest
/// @param ioThreads how many threads read and write sockets, at least 2
public record RedisSettings(
    RedisUrl url,
    Duration connectTimeout,
    Duration commandTimeout,
    Duration longestBlock,
    int ioThreads) {
  /// Returns the usual settings: 3 s to connect, 5 s per command, reads that block for 5 s at most,
  /// two threads.
  public static RedisSettings of(RedisUrl url) {
    return new RedisSettings(
        url, Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5), 2);
  }

  /// Returns these settings with another [#commandTimeout].
  public RedisSettings withCommandTimeout(Duration other) {
    return new RedisSettings(url, connectTimeout, other, longestBlock, ioThreads);
  }

  /// Returns these settings with another [#longestBlock].
  public RedisSettings withLongestBlock(Duration other) {
    return new RedisSettings(url, connectTimeout, commandTimeout, other, ioThreads);
  }

  /// Returns these settings with other [#ioThreads].
  public RedisSettings withIoThreads(int other) {
    return new RedisSettings(url, connectTimeout, commandTimeout, longestBlock, other);
  }
}
