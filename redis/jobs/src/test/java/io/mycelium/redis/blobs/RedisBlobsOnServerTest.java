package io.mycelium.redis.blobs;

import io.mycelium.redis.embedded.TestRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisBlobsOnServerTest extends RedisBlobsContract {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  @Override
  String url() {
    return server.url();
  }
}
