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
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  private Callable<Turn> turning(List<Completion> done, String name, String call) {
    return () -> turn.run(done, aDrone(name), call, 1);
  }

  private Completion doneBy(String name) {
    return new Completion(queue.claimed(aDrone(name)), TestQueue.RESULT);
  }

  @Test
  void turnsOfSeveralDronesGoTogether() throws Exception {
    for (int i = 0; i < 8; i++) {
      queue.submitted(aJob());
    }
    Completion late = doneBy("late");
    queue.loseLeases();
    queue.claimed(aDrone("late"));
    List<Completion> done = Stream.of("a", "b", "c").map(this::doneBy).toList();
    turn.run(List.of(), aDrone("late"), "to learn the classes", 1);
    server.ask("CONFIG", "RESETSTAT");

    List<Turn> turns =
        AtOnce.ask(
            server,
            List.of(
                turning(List.of(done.get(0)), "a", "call-a"),
                turning(List.of(done.get(1)), "b", "call-b"),
                turning(List.of(late), "late", "call-late"),
                turning(List.of(done.get(2)), "c", "call-c")));

    assertThat(AtOnce.scripts(queue)).as("one, and one for the others").isEqualTo(2);
    assertThat(turns.stream().map(Turn::accepted))
        .containsExactly(List.of(true), List.of(true), List.of(false), List.of(true));
    List<Claimed> next = turns.stream().flatMap(one -> one.next().stream()).toList();
    assertThat(next.stream().map(claimed -> claimed.lease().drone().value()))
        .as("the last one waits")
        .containsExactly("drn_a", "drn_b", "drn_late");
    assertThat(next.stream().map(claimed -> claimed.job().id())).doesNotHaveDuplicates();
  }

  @Test
  void sameTurnTwiceAtOnceIsAnsweredTheSame() throws Exception {
    List<Completion> done = running();
    queue.submitted(aJob());
    queue.submitted(aJob());
    turn.run(List.of(), aDrone("other"), "to learn the classes", 1);
    queue.submitted(aJob());

    List<Turn> turns =
        AtOnce.ask(
            server,
            List.of(
                turning(List.of(), "other", "call-other"),
                turning(done, "one", "call"),
                turning(done, "one", "call")));

    assertThat(turns.get(1).accepted()).containsExactly(true);
    assertThat(turns.get(1).next()).hasSize(1);
    assertThat(turns.get(2)).isEqualTo(turns.get(1));
  }

  @Test
  void jobsThatAskForAmountsGoOneToEachTurn() throws Exception {
    for (int i = 0; i < 4; i++) {
      queue.submitted(aJob().needing("cores>=1"));
    }
    Drone large = aDrone("large");
    turn.run(List.of(), large, "to learn the classes", 1);

    List<Turn> turns =
        AtOnce.ask(
            server,
            Stream.of("1", "2", "3")
                .map(call -> (Callable<Turn>) () -> turn.run(List.of(), large, call, 2))
                .toList());

    assertThat(turns).allSatisfy(one -> assertThat(one.next()).hasSize(1));
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
