package io.mycelium.redis.client;

import io.mycelium.redis.embedded.TestRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptOnServerTest extends ScriptContract {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  @Override
  String url() {
    return server.url();
  }
}
