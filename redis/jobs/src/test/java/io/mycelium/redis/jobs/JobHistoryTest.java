package io.mycelium.redis.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens to the queue and in whatever order, what it answered makes sense. A failure
/// tells its seed, and `-Dseed=...` runs that one again.
class JobHistoryTest {
  private static final int STEPS = 150;
  @TempDir Path folder;
  private EmbeddedRedis server;

  /// One for each run: a server that dies again and again is given up.
  @BeforeEach
  void start() {
    // What Redis has answered is on its disk: here it is the queue that may lose nothing.
    server =
        EmbeddedRedis.start(
            EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  /// Some that are always the same, and one that is new each time, or as many as `-Dseeds=...`
  /// says.
  static LongStream seeds() {
    Long asked = Long.getLong("seed");
    return asked == null
        ? LongStream.concat(
            LongStream.range(0, 6), new Random().longs(Integer.getInteger("seeds", 1)))
        : LongStream.of(asked);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Timeout(60)
  void whatTheQueueAnsweredMakesSense(long seed) {
    try {
      walk(seed);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("It goes wrong again with -Dseed=" + seed, e);
    }
  }

  private void walk(long seed) {
    try (var tested = new TestQueue(server.address().url())) {
      tested
          .queue()
          .setPolicy(
              QueuePolicy.STANDARD.mistrusting(Duration.ZERO, 0).ageing(Duration.ofSeconds(3)));
      // Jobs with nothing unusual go through Redis another way than others.
      boolean usual = seed % 2 != 0;
      if (!usual) {
        limit(tested);
      }
      var walk = new HistoryWalk(tested, new Random(seed), usual, () -> kill(tested));

      for (int i = 0; i < STEPS; i++) {
        walk.step();
      }
      walk.finish();

      String told = walk.history().told();
      assertThat(walk.history().faults()).as(told).isEmpty();
      Map<JobState, Long> states = walk.states();
      assertThat(states.keySet()).as(told).allMatch(JobState::ended);
      assertThat(tested.queue().counts().open()).isZero();
      assertThat(tested.queue().counts().dead()).isEqualTo(states.getOrDefault(JobState.DEAD, 0L));
    }
  }

  private static void limit(TestQueue tested) {
    var most = Optional.of(HistoryWalk.MOST_OF_KEY);
    var rate = Optional.of(new JobLimit.Rate(4, Duration.ofSeconds(2), 2));
    tested.queue().limit(new JobLimit(LimitName.key("db"), most, Optional.empty()));
    tested.queue().limit(new JobLimit(LimitName.room(new RoomId("b")), Optional.empty(), rate));
  }

  /// Ends the server, and waits until it is back.
  private void kill(TestQueue tested) {
    ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
    await()
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> tested.queue().counts().open() >= 0);
  }
}
