package io.mycelium.redis.state;

import io.mycelium.core.state.Leases;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;

/// Leases: a key each that ends by itself.
final class RedisLeases implements Leases {
  private final LeaseScript script;

  RedisLeases(StoreConnection redis, WorkspaceKeys keys) {
    this.script = new LeaseScript(redis, keys);
  }

  @Override
  public boolean acquire(String name, String owner, Duration life) {
    return script.run(name, owner, LeaseScript.Wish.ACQUIRE, life);
  }

  @Override
  public boolean renew(String name, String owner, Duration life) {
    return script.run(name, owner, LeaseScript.Wish.RENEW, life);
  }

  @Override
  public void release(String name, String owner) {
    script.run(name, owner, LeaseScript.Wish.RELEASE, Duration.ZERO);
  }
}
