package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.state.OutboxRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any order of calls: a job is held by one drone at most, is never lost, and ends once. The seed
/// of a run is in its name.
public interface JobInterleavingContract extends QueueUnderTest {
  /// No drone is shunned, and none quarantined.
  QueuePolicy TRUSTING = QueuePolicy.STANDARD.mistrusting(Duration.ZERO, 0);

  /// Some that are always the same, and one that is new each time.
  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 12), LongStream.of(new Random().nextLong()));
  }

  @ParameterizedTest
  @MethodSource("io.mycelium.core.job.JobInterleavingContract#seeds")
  default void anyOrderOfCallsGoesAsTheModelSays(long seed) {
    queue().setPolicy(TRUSTING);
    var walk = new RandomWalk(this, new Random(seed));

    for (int i = 0; i < 250; i++) {
      walk.step();
    }
    walk.finish();

    walk.compare();
    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(0, 0, 0, 0, dead()));
    assertThat(ends(owed())).containsExactlyInAnyOrderElementsOf(walk.jobs());
  }

  private long dead() {
    return queue().deadLetters("", 1_000).size();
  }

  private static List<JobId> ends(List<OutboxRow> rows) {
    return rows.stream()
        .filter(row -> row.kind().equals(JobEvents.ENDED))
        .map(row -> new JobId(row.payload().path("job").asText()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("io.mycelium.core.job.JobInterleavingContract#seeds")
  @Timeout(60)
  default void dronesThatDieAndReapersThatRaceLoseAndDoubleNothing(long seed)
      throws InterruptedException, ExecutionException {
    queue().setPolicy(TRUSTING);
    List<JobId> jobs =
        IntStream.range(0, 30).mapToObj(i -> submitted(aJob().buriedAfter(100_000))).toList();
    var drones = new RacingDrones(this, jobs.size());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Drone drone = aDrone("d" + i);
        var random = new Random(seed + i);
        running.add(threads.submit(() -> drones.work(drone, random)));
      }
      running.add(threads.submit(drones::reap));
      running.add(threads.submit(drones::reap));
      for (Future<?> each : running) {
        each.get();
      }
    }

    assertThat(drones.completed()).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(jobs).allSatisfy(id -> assertThat(state(id)).isEqualTo(JobState.DONE));
    assertThat(ends(owed())).containsExactlyInAnyOrderElementsOf(jobs);
  }
}
