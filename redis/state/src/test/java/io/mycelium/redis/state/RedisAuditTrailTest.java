package io.mycelium.redis.state;

import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.AuditTrailContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisAuditTrailTest extends AuditTrailContract {
  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  @Override
  protected AuditTrail audit() {
    return redis.workspace().audit();
  }
}
