package io.mycelium.redis.state;

import io.lettuce.core.ScoredValue;
import io.lettuce.core.ZAddArgs;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Presence;
import io.mycelium.redis.client.StoreConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Presence: a sorted set of peers by when they were last here. A gateway whose clock is behind
/// takes nobody back in time.
final class RedisPresence implements Presence {
  private final StoreConnection redis;
  private final String key;
  private final InstantSource clock;

  RedisPresence(StoreConnection redis, WorkspaceKeys keys, InstantSource clock) {
    this.redis = redis;
    this.key = keys.presence();
    this.clock = clock;
  }

  /// The array of a variable number of arguments is safe.
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public void here(Collection<PeerId> peers) {
    if (peers.isEmpty()) {
      return;
    }
    double now = clock.millis();
    ScoredValue<String>[] signs =
        peers.stream().map(peer -> ScoredValue.just(now, peer.value())).toArray(ScoredValue[]::new);
    redis.write(commands -> commands.zadd(key, ZAddArgs.Builder.gt(), signs));
  }

  @Override
  public Map<PeerId, Instant> lastHere() {
    Map<PeerId, Instant> seen = new HashMap<>();
    redis
        .read(commands -> commands.zrangeWithScores(key, 0, -1))
        .forEach(sign ->
            seen.put(new PeerId(sign.getValue()), Instant.ofEpochMilli((long) sign.getScore())));
    return seen;
  }
}
