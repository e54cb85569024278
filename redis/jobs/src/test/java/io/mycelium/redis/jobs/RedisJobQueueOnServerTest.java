package io.mycelium.redis.jobs;

import io.mycelium.redis.embedded.TestRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisJobQueueOnServerTest extends RedisJobQueueContract {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  @Override
  String url() {
    return server.url();
  }
}
