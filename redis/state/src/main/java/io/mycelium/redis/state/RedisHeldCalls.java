package io.mycelium.redis.state;

import io.lettuce.core.SetArgs;
import io.mycelium.core.channel.Held;
import io.mycelium.core.channel.HeldCalls;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Calls behind buttons: a key each that ends by itself.
final class RedisHeldCalls implements HeldCalls {
  private static final Duration LIFE = Duration.ofDays(1);

  private final StoreConnection redis;
  private final WorkspaceKeys keys;
  private final RandomGenerator random;
  private final Json.Reader<Held> reader = Json.reader(Held.class);

  /// @param random where tokens come from: a secure source outside of tests
  RedisHeldCalls(StoreConnection redis, WorkspaceKeys keys, RandomGenerator random) {
    this.redis = redis;
    this.keys = keys;
    this.random = random;
  }

  @Override
  public String hold(Held call) {
    String token = Token.make(random);
    redis.write(
        commands -> commands.set(keys.held(token), Json.write(call), SetArgs.Builder.ex(LIFE)));
    return token;
  }

  @Override
  public Optional<Held> find(String token) {
    return Token.is(token)
        ? Optional.ofNullable(redis.read(commands -> commands.get(keys.held(token))))
            .map(reader::read)
        : Optional.empty();
  }
}
