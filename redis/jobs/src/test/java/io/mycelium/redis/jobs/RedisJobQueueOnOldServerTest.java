package io.mycelium.redis.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.redis.embedded.TestOldRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// On the oldest Redis that is promised to do.
class RedisJobQueueOnOldServerTest extends RedisJobQueueContract {
  @RegisterExtension static final TestOldRedis server = TestOldRedis.shared();

  @Override
  String url() {
    return server.url();
  }

  @Test
  void isOld() {
    assertThat(server.version()).startsWith("6.2.");
  }
}
