package io.mycelium.redis.state;

import io.lettuce.core.SetArgs;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Confirmations;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Confirmation tokens: a key each that ends by itself. Redeeming reads and removes it with one
/// command, so of two that redeem it one gets it.
final class RedisConfirmations implements Confirmations {
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final StoreConnection redis;
  private final WorkspaceKeys keys;
  private final RandomGenerator random;

  /// Makes and checks tokens.
  ///
  /// @param random where tokens come from: a secure source outside of tests
  RedisConfirmations(StoreConnection redis, WorkspaceKeys keys, RandomGenerator random) {
    this.redis = redis;
    this.keys = keys;
    this.random = random;
  }

  @Override
  public String issue(Caller caller, String digest) {
    String token = Token.make(random);
    redis.write(commands ->
        commands.set(keys.confirmation(token), bound(caller, digest), SetArgs.Builder.ex(LIFE)));
    return token;
  }

  @Override
  public boolean redeem(Caller caller, String digest, String token) {
    return Token.is(token)
        && bound(caller, digest)
            .equals(redis.write(commands -> commands.getdel(keys.confirmation(token))));
  }

  private static String bound(Caller caller, String digest) {
    return caller.id() + " " + digest;
  }
}
