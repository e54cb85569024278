package io.mycelium.redis.state;

import io.lettuce.core.SetArgs;
import io.mycelium.core.state.ShortLived;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.Optional;

/// Values that end by themselves: a key each.
record RedisShortLived(StoreConnection redis, WorkspaceKeys keys) implements ShortLived {
  @Override
  public void keep(String name, String value, Duration life) {
    redis.write(commands -> commands.set(keys.shortLived(name), value, SetArgs.Builder.px(life)));
  }

  @Override
  public Optional<String> find(String name) {
    return Optional.ofNullable(redis.read(commands -> commands.get(keys.shortLived(name))));
  }

  /// A repeat of the command after an unknown outcome finds nothing: whoever takes something then
  /// has to begin anew.
  @Override
  public Optional<String> take(String name) {
    return Optional.ofNullable(redis.write(commands -> commands.getdel(keys.shortLived(name))));
  }
}
