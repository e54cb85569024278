package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.job.Submitted;
import io.mycelium.redis.embedded.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FullScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;
  private FullScript full;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    full = new FullScript(queue.access());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private void takeAtMost(long most, long ofRoom) {
    queue.queue().setPolicy(QueuePolicy.STANDARD.holding(most, ofRoom));
  }

  private Submitted.Scope full(String room) {
    return full.run(new RoomId(room)).map(Submitted.Full::what).orElse(null);
  }

  @Test
  void jobsOfAllRoomsCountTogether() {
    takeAtMost(4, 3);
    for (String room : new String[] {"a", "a", "b"}) {
      queue.submitted(aJob().in(room));
    }
    assertThat(full("c")).isNull();

    queue.submitted(aJob().in("b"));
    assertThat(full("c")).isEqualTo(Submitted.Scope.QUEUE);
    assertThat(queue.queue().submit(aJob().in("c").spec())).isInstanceOf(Submitted.Full.class);

    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    assertThat(full("c")).isNull();
  }

  @Test
  void roomThatHasItsShareIsFullAlone() {
    takeAtMost(10, 2);
    queue.submitted(aJob().in("a"));
    queue.submitted(aJob().in("a"));

    assertThat(full("a")).isEqualTo(Submitted.Scope.ROOM);
    assertThat(full("b")).isNull();
  }
}
