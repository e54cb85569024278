package io.mycelium.redis.jobs;

import io.mycelium.redis.embedded.TestCluster;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisJobQueueOnClusterTest extends RedisJobQueueContract {
  @RegisterExtension static final TestCluster cluster = TestCluster.shared();

  @Override
  String url() {
    return cluster.url();
  }
}
