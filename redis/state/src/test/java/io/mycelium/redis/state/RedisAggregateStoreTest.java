package io.mycelium.redis.state;

import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.AggregateStoreContract;
import io.mycelium.core.state.EventLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisAggregateStoreTest extends AggregateStoreContract {
  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  @Override
  protected AggregateStore store() {
    return redis.workspace().store();
  }

  @Override
  protected EventLog events() {
    return redis.workspace().events();
  }
}
