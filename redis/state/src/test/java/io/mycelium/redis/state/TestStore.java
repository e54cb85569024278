package io.mycelium.redis.state;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.client.StoreConnection;
import io.mycelium.redis.embedded.TestCluster;
import io.mycelium.redis.embedded.TestRedis;
import java.time.InstantSource;

/// The two kinds of Redis on which every test of the state runs. On the cluster a script that
/// touches a key it does not declare fails. The connections end with this JVM.
enum TestStore {
  SERVER {
    @Override
    String url() {
      return TestRedis.shared().url();
    }

    @Override
    void flush() {
      TestRedis.shared().flush();
    }
  },
  CLUSTER {
    @Override
    String url() {
      return TestCluster.shared().url();
    }

    @Override
    void flush() {
      TestCluster.shared().flush();
    }
  };

  static final WorkspaceKeys KEYS = new WorkspaceKeys(new KeySpace("test"));

  private Redis redis;

  abstract String url();

  /// Removes all keys.
  abstract void flush();

  synchronized Redis redis() {
    if (redis == null) {
      redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url())));
    }
    return redis;
  }

  StoreConnection connection() {
    return new StoreConnection(redis().shared());
  }

  RedisWorkspace workspace() {
    return workspace(MutableClock.at("2026-03-01T10:00:00Z"));
  }

  RedisWorkspace workspace(InstantSource clock) {
    return RedisWorkspace.open(redis(), KEYS.space().workspace(), clock);
  }
}
