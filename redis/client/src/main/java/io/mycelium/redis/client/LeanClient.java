package io.mycelium.redis.client;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;

/// A client of one server whose connections have no interface that waits. The library makes that
/// one by reflection from some thousand methods, for each connection, used or not: on a small
/// machine it was half of what a drone spent on its start.
final class LeanClient extends RedisClient {
  LeanClient(ClientResources resources, RedisURI where) {
    super(resources, where);
  }

  @Override
  protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(
      RedisChannelWriter writer, PushHandler pushes, RedisCodec<K, V> codec, Duration timeout) {
    return new Connection<>(writer, pushes, codec, timeout);
  }

  private static final class Connection<K, V> extends StatefulRedisConnectionImpl<K, V> {
    Connection(
        RedisChannelWriter writer, PushHandler pushes, RedisCodec<K, V> codec, Duration timeout) {
      super(writer, pushes, codec, timeout);
    }

    /// The library calls it once, for [#sync()], which nobody may ask for here.
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    @Override
    protected RedisCommands<K, V> newRedisSyncCommandsImpl() {
      return null;
    }

    @Override
    public RedisCommands<K, V> sync() {
      throw new UnsupportedOperationException("this connection has async() only");
    }
  }
}
