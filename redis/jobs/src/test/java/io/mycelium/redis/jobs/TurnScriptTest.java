package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.Turn;
import io.mycelium.redis.embedded.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TurnScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private final Drone drone = aDrone("one");
  private TestQueue queue;
  private TurnScript turn;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    turn = new TurnScript(queue.access(), new KnownClasses());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private List<Completion> running() {
    queue.submitted(aJob());
    return List.of(new Completion(queue.claimed(drone), TestQueue.RESULT));
  }

  @Test
  void sameTurnAgainIsAnsweredTheSame() {
    List<Completion> done = running();
    queue.submitted(aJob());
    queue.submitted(aJob());

    Turn first = turn.run(done, drone, "call", 1);
    Turn again = turn.run(done, drone, "call", 1);

    assertThat(first.accepted()).containsExactly(true);
    assertThat(first.next()).hasSize(1);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void claimUnderTheNameOfATurnGetsWhatTheTurnGot() {
    List<Completion> done = running();
    queue.submitted(aJob());
    queue.submitted(aJob());

    Turn first = turn.run(done, drone, "call", 1);
    List<Claimed> asked = new ClaimScript(queue.access(), new KnownClasses()).run(drone, "call", 1);

    assertThat(asked).isEqualTo(first.next());
  }

  @Test
  void classesThatTheDroneDoesNotKnowYetAreLookedAt() {
    List<Completion> done = running();
    turn.run(done, drone, "first", 1);
    queue.submitted(aJob().requiring("gpu"));
    Drone fitting = aDrone("one", "gpu");

    Turn second = turn.run(done, fitting, "second", 1);

    assertThat(second.accepted()).containsExactly(true);
    assertThat(second.next()).hasSize(1);
  }

  @Test
  void unusualJobsTakeTheirTurnToo() {
    queue.submitted(aJob().of(JobPriority.HIGH));
    var done = List.of(new Completion(queue.claimed(drone), TestQueue.RESULT));
    queue.submitted(aJob().of(JobPriority.LOW));
    queue.submitted(aJob().of(JobPriority.HIGH));

    Turn first = turn.run(done, drone, "call", 2);

    assertThat(first.next().stream().map(claimed -> claimed.job().priority()))
        .containsExactly(JobPriority.HIGH, JobPriority.LOW);
  }
}
