package io.mycelium.redis.blobs;

import io.mycelium.redis.embedded.TestCluster;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisBlobsOnClusterTest extends RedisBlobsContract {
  @RegisterExtension static final TestCluster cluster = TestCluster.shared();

  @Override
  String url() {
    return cluster.url();
  }
}
