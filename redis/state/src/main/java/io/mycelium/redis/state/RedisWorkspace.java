package io.mycelium.redis.state;

import io.mycelium.core.channel.HeldCalls;
import io.mycelium.core.peer.Presence;
import io.mycelium.core.pipeline.Confirmations;
import io.mycelium.core.room.ReadMarks;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.Leases;
import io.mycelium.core.state.Outbox;
import io.mycelium.core.state.ShortLived;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.StoreConnection;
import io.mycelium.redis.outbox.RedisOutbox;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The state of one workspace in Redis, as core's ports. Everything but the readers of the event
/// log shares one connection. Nothing has to be closed but those readers and the [Redis] itself.
public record RedisWorkspace(
    AggregateStore store,
    EventLog events,
    AuditTrail audit,
    Outbox outbox,
    Confirmations confirmations,
    HeldCalls held,
    ReadMarks marks,
    Presence presence,
    Leases leases,
    ShortLived shortLived) {

  /// Opens a workspace; one that was never used is empty.
  ///
  /// @param name 1 to 32 of `a`-`z`, `0`-`9` and `-`
  /// @param clock tells which rows of the outbox are due, and when somebody is here
  /// @throws IllegalArgumentException when the name is not allowed
  public static RedisWorkspace open(Redis redis, String name, InstantSource clock) {
    var keys = new WorkspaceKeys(new KeySpace(name));
    var connection = new StoreConnection(redis.shared());
    return new RedisWorkspace(
        new RedisAggregateStore(connection, keys),
        new RedisEventLog(redis, connection, keys),
        new RedisAuditTrail(connection, keys),
        new RedisOutbox(redis.shared(), keys.outbox(), clock),
        new RedisConfirmations(connection, keys, new SecureRandom()),
        new RedisHeldCalls(connection, keys, new SecureRandom()),
        new RedisReadMarks(connection, keys),
        new RedisPresence(connection, keys, clock),
        new RedisLeases(connection, keys),
        new RedisShortLived(connection, keys));
  }
}
