package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobState;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/// A queue that answers, but refuses what a drone asks.
final class AgentTroubleTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private final Logger logger = (Logger) LoggerFactory.getLogger(Agent.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final AtomicInteger refusals = new AtomicInteger(4);

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  @Test
  void troubleIsLoggedOnceAndTheDroneGoesOnWhenItIsOver() throws IOException {
    var uncontained = new Containment.None("as the test wants it", "nothing");
    try (var place = new Workplace(redis.url(), uncontained, this::refusing)) {
      JobId job = place.job().shell("echo ok").submit();

      assertThat(place.ended(job).state()).isEqualTo(JobState.DONE);
    }

    assertThat(refusals.get()).isNegative();
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(message -> message.contains("cannot claim"))
        .hasSize(1);
  }

  /// The queue, which refuses the first claims.
  private JobSource refusing(JobSource source) {
    return (JobSource)
        Proxy.newProxyInstance(
            JobSource.class.getClassLoader(),
            new Class<?>[] {JobSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("claim") && refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("refused by the test");
              }
              try {
                return method.invoke(source, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
