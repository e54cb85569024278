package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueControl.Mode;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.job.Report;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReapScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private final QueueTimes times =
      new QueueTimes(
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofMillis(300));
  private TestQueue queue;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    queue.queue().setTimes(times);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private JobId ended() {
    JobId id = queue.submitted(aJob());
    Lease lease = queue.claimed(aDrone("one"));
    queue.source().report(lease, new Report(1, Optional.empty(), List.of(LogLine.of("line"))));
    queue.source().complete(lease, TestQueue.RESULT);
    return id;
  }

  private List<String> keys(String pattern) {
    return queue.access().read(redis -> redis.keys(pattern));
  }

  @Test
  void nothingIsLeftOfAnEndedJobWhoseTimeIsOver() {
    JobId id = ended();

    queue.passTime(queue.times().retention());
    queue.queue().upkeep();

    assertThat(queue.queue().find(id)).isEmpty();

    assertThat(queue.queue().log(id, "", 10)).isEmpty();
    assertThat(keys("*:past:*")).isEmpty();
    assertThat(keys("*:jobs")).isEmpty();
    assertThat(server.ask("EXISTS", "myc:{main:q}:busy")).isEqualTo("0");
  }

  @Test
  void droneThatWasSilentForADayIsForgotten() {
    queue.source().announce(aDrone("one"));
    queue.passTime(Duration.ofHours(25));

    queue.queue().reap();

    assertThat(queue.queue().drone(aDrone("one").id())).isEmpty();
    assertThat(keys("*:drones*")).isEmpty();
  }

  @Test
  void whatHeldADroneUpIsForgottenWithIt() {
    var here = new QueueControl.OfDrone(aDrone("here").id());
    queue.queue().control(new QueueControl(new QueueControl.Whole(), Mode.DRAINING));
    for (String name : List.of("silent", "left", "here")) {
      Drone drone = aDrone(name);
      queue.source().announce(drone);
      queue.queue().control(new QueueControl(new QueueControl.OfDrone(drone.id()), Mode.PAUSED));
    }
    queue.source().leave(aDrone("left").id());
    queue.passTime(Duration.ofHours(25));
    queue.source().announce(aDrone("here"));

    queue.queue().reap();

    assertThat(queue.queue().controls())
        .containsExactlyInAnyOrder(
            new QueueControl(new QueueControl.Whole(), Mode.DRAINING),
            new QueueControl(here, Mode.PAUSED));
    assertThat(controls()).isEqualTo("2");
    queue.queue().control(new QueueControl(new QueueControl.Whole(), Mode.GO_ON));
    queue.passTime(Duration.ofHours(25));
    queue.queue().reap();
    assertThat(queue.queue().controls()).isEmpty();
    assertThat(controls()).isEqualTo("0");
  }

  /// How many there are as claims see it: at 0 they spare the look.
  private static String controls() {
    return server.ask("HGET", "myc:{main:q}:queue", "controls");
  }

  @Test
  void moreLeasesThanOneCallDealsWithAreAllDealtWith() {
    for (int i = 0; i < 150; i++) {
      queue.submitted(aJob());
      queue.claimed(aDrone("one"));
    }

    assertThat(queue.loseLeases()).isEqualTo(150);
  }
}
