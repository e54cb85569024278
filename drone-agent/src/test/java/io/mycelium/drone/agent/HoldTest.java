package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How long a drone may believe that it has a job: never longer than the queue does.
final class HoldTest {
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final Duration SLOW = Duration.ofMinutes(2);

  @RegisterExtension static final TestRedis server = TestRedis.shared();

  private Redis redis;
  private JobSource source;

  @BeforeEach
  void open() {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.url())));
    source = RedisQueue.open(redis, "main").source();
  }

  @AfterEach
  void close() {
    source.close();
    redis.close();
  }

  @Test
  void leaseCountsFromWhenItWasAskedForAndNotFromTheAnswer() {
    Hold hold = claimed(System.nanoTime() - SLOW.toNanos());

    assertThat(hold.remaining()).isLessThanOrEqualTo(LENGTH.minus(SLOW));
  }

  @Test
  void slowAnswerMovesTheLeaseNoFurtherThanItsQuestion() {
    Hold hold = claimed(System.nanoTime() - SLOW.toNanos());

    long asked = System.nanoTime();
    Beat beat =
        hold.heard(() -> {
          await().pollDelay(Duration.ofMillis(200)).until(() -> true);
          return Beat.GO_ON;
        });

    Duration since = Duration.ofNanos(System.nanoTime() - asked);
    assertThat(beat).isEqualTo(Beat.GO_ON);
    assertThat(since).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    assertThat(hold.remaining())
        .isGreaterThan(LENGTH.minus(SLOW))
        .isLessThanOrEqualTo(LENGTH.minusMillis(200));
  }

  @Test
  void questionWithoutAnAnswerMovesNothing() {
    Hold hold = claimed(System.nanoTime() - SLOW.toNanos());

    assertThatThrownBy(() ->
            hold.heard(() -> {
              throw new StoreUnavailable("cut by the test", new IOException("cut"));
            }))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(hold.remaining()).isLessThanOrEqualTo(LENGTH.minus(SLOW));
  }

  @Test
  void lostLeaseStopsTheWork() {
    Hold hold = claimed(System.nanoTime());

    hold.heard(() -> Beat.LOST);

    assertThat(hold.stopped()).contains(Stop.LOST);
  }

  private Hold claimed(long asked) {
    var spec = PreparationTest.job(true);
    var lease = new Lease(spec.id(), new DroneId("drn_one"), 1);
    var claimed = new Claimed(spec, lease, LENGTH, Duration.ofSeconds(1), 1, List.of());
    return new Hold(source, claimed, asked);
  }
}
