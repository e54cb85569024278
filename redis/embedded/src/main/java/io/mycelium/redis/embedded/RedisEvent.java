package io.mycelium.redis.embedded;

import java.time.Duration;

/// What happens to an embedded Redis. Listeners are called on threads of [EmbeddedRedis] and must
/// be quick.
public sealed interface RedisEvent {
  /// Redis wrote a line to its log.
  ///
  /// @param line without the line end
  record Logged(String line) implements RedisEvent {}

  /// Redis ended although nobody asked for it.
  ///
  /// @param pid of the process that ended
  /// @param exitCode 128 + the number of the signal, when a signal ended it
  /// @param lived how long it had run
  record Died(long pid, int exitCode, Duration lived) implements RedisEvent {}

  /// A new Redis answers at the old address.
  record Restarted(long pid) implements RedisEvent {}

  /// A restart failed; there will be another attempt unless [GaveUp] follows.
  record RestartFailed(RuntimeException reason) implements RedisEvent {}

  /// Redis died too often in a row and stays down. The gateway can do nothing useful any more.
  ///
  /// @param deaths how many there were in a row
  record GaveUp(int deaths) implements RedisEvent {}
}
