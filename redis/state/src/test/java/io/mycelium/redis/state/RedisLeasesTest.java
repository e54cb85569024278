package io.mycelium.redis.state;

import io.mycelium.core.state.Leases;
import io.mycelium.core.state.LeasesContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisLeasesTest extends LeasesContract {
  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  @Override
  protected Leases leases() {
    return redis.workspace().leases();
  }
}
