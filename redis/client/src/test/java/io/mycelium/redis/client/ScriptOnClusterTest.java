package io.mycelium.redis.client;

import io.mycelium.redis.embedded.TestCluster;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptOnClusterTest extends ScriptContract {
  @RegisterExtension static final TestCluster cluster = TestCluster.shared();

  @Override
  String url() {
    return cluster.url();
  }
}
