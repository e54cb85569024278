package io.mycelium.redis.state;

import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Outbox;
import io.mycelium.core.state.OutboxContract;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisWorkspaceOutboxTest extends OutboxContract {
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
  protected Outbox outbox(InstantSource clock) {
    return redis.workspace(clock).outbox();
  }
}
