package io.mycelium.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.drone.agent.TestJob;
import io.mycelium.drone.sandbox.LeftGroups;
import io.mycelium.drone.sandbox.NeedsBubblewrap;
import io.mycelium.drone.sandbox.Processes;
import io.mycelium.drone.sandbox.TemporaryFolders;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The drone as a process, with the standard clockwork and a Redis that writes to the disk.
final class DroneProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Path home;
  private EmbeddedRedis server;
  private Redis redis;
  private RedisQueue queue;

  @BeforeEach
  void start() throws IOException {
    home = TemporaryFolders.create("drones");
    // A kill of Redis loses nothing then, however busy the disk is.
    server =
        EmbeddedRedis.start(
            EmbeddedRedis.Settings.in(home.resolve("redis"))
                .withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS));
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.address().url())));
    queue = RedisQueue.open(redis, "main");
  }

  @AfterEach
  void stop() throws IOException {
    redis.close();
    server.close();
    LeftGroups.remove(home);
    TemporaryFolders.delete(home);
  }

  @Test
  @NeedsBubblewrap
  void killedDroneLeavesNothingAndAnotherTakesOverOnce() throws Exception {
    String name = "orphan-" + UUID.randomUUID();
    JobId job = slow(name);
    try (RunningDrone one = drone("one");
        RunningDrone two = drone("two")) {
      await().atMost(PATIENCE).until(() -> jobs().drones().size() == 2);
      await().atMost(PATIENCE).until(() -> jobs().find(job).orElseThrow().drone().isPresent());
      await().atMost(PATIENCE).until(() -> log(job).equals(List.of("started")));
      Job before = jobs().find(job).orElseThrow();
      long killed = System.nanoTime();

      (jobs().drone(before.drone().orElseThrow()).orElseThrow().name().equals("one") ? one : two)
          .kill();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            jobs().reap();
            return jobs().find(job).orElseThrow().fence() == 2;
          });
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(10));
      Job done = ended(job);
      assertThat(done.state()).isEqualTo(JobState.DONE);
      assertThat(done.drone()).isNotEqualTo(before.drone());
      assertThat(done.lost()).isEqualTo(1);
      assertThat(log(job)).containsExactly("started", "started", "finished");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> Processes.whoseCommandHolds(name).isEmpty());
    }
  }

  @Test
  void endOfStandardInputGivesTheJobBackAtOnce() throws Exception {
    String name = "left-" + UUID.randomUUID();
    JobId job = slow(name);
    try (RunningDrone drone = drone("one")) {
      await().atMost(PATIENCE).until(() -> log(job).equals(List.of("started")));

      long closed = System.nanoTime();
      drone.closeInput();

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> jobs().find(job).orElseThrow().state() == JobState.WAITING);
      assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(4));
      assertThat(drone.exitCode(Duration.ofSeconds(10))).isZero();
      assertThat(jobs().drones()).isEmpty();
      assertThat(Processes.whoseCommandHolds(name)).isEmpty();
    }
  }

  @Test
  void endOfStandardInputEndsADroneWithoutAQueue() throws Exception {
    server.close();
    try (RunningDrone drone = drone("one")) {
      await().atMost(PATIENCE).until(() -> Files.exists(home.resolve("one").resolve("lock")));

      drone.closeInput();

      assertThat(drone.exitCode(Duration.ofSeconds(15))).isZero();
    }
  }

  @Test
  void terminationGivesTheJobBack() throws Exception {
    JobId job = slow("terminated-" + UUID.randomUUID());
    try (RunningDrone drone = drone("one")) {
      await().atMost(PATIENCE).until(() -> log(job).equals(List.of("started")));

      drone.terminate();

      drone.exitCode(Duration.ofSeconds(10));
      assertThat(jobs().find(job).orElseThrow().state()).isEqualTo(JobState.WAITING);
      assertThat(jobs().drones()).isEmpty();
    }
  }

  @Test
  void drainedDroneEndsWithItsLastJob() throws Exception {
    JobId job = job().shell("echo started >&2; sleep 4; echo ok").submit();
    JobId later;
    try (RunningDrone drone = drone("one")) {
      await().atMost(PATIENCE).until(() -> log(job).equals(List.of("started")));
      DroneId id = jobs().find(job).orElseThrow().drone().orElseThrow();

      jobs().control(new QueueControl(new QueueControl.OfDrone(id), QueueControl.Mode.DRAINING));
      later = job().shell("echo ok").submit();

      assertThat(drone.exitCode(Duration.ofSeconds(20))).isZero();
      assertThat(jobs().find(job).orElseThrow().state()).isEqualTo(JobState.DONE);
      assertThat(jobs().find(later).orElseThrow().state()).isEqualTo(JobState.WAITING);
      assertThat(jobs().drones()).isEmpty();
    }
    try (RunningDrone _ = drone("one")) {
      assertThat(ended(later).state()).isEqualTo(JobState.DONE);
    }
  }

  @Test
  void restartOfRedisInTheMiddleOfAJobIsNoTrouble() throws Exception {
    JobId job = job().shell("echo started >&2; sleep 3; echo finished >&2; echo ok").submit();
    try (RunningDrone _ = drone("one")) {
      await().atMost(PATIENCE).until(() -> log(job).equals(List.of("started")));
      long old = server.pid();

      ProcessHandle.of(old).orElseThrow().destroyForcibly();

      await().atMost(PATIENCE).until(() -> server.alive() && server.pid() != old);
      Job done = ended(job);
      assertThat(done.state()).isEqualTo(JobState.DONE);
      assertThat(done.fence()).isEqualTo(1);
      assertThat(log(job)).containsExactly("started", "finished");
    }
  }

  @Test
  void droneIsTheSameAfterARestart() throws Exception {
    String first;
    try (RunningDrone drone = drone("one")) {
      await().atMost(PATIENCE).until(() -> !jobs().drones().isEmpty());
      first = jobs().drones().getFirst().id().value();
      drone.closeInput();
      drone.exitCode(Duration.ofSeconds(10));
    }
    try (RunningDrone _ = drone("one")) {
      await().atMost(PATIENCE).until(() -> !jobs().drones().isEmpty());

      assertThat(jobs().drones().getFirst().id().value()).isEqualTo(first);
    }
  }

  @Test
  void whatAJobPrintsIsNotKeptInMemory() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "memory is read from /proc");
    try (RunningDrone drone = drone("one")) {
      await().atMost(PATIENCE).until(() -> !jobs().drones().isEmpty());
      long idle = drone.residentBytes();
      drone.forgetPeak();

      JobId job =
          job()
              .shell(
                  "yes 'a line of the log that says nothing new' | head -c 40000000 >&2; echo ok")
              .submit();

      assertThat(ended(job).state()).isEqualTo(JobState.DONE);
      // Far less than was printed; how much a drone needs in all is measured by the benchmarks.
      assertThat(drone.peakBytes() - idle).isLessThan(25_000_000);
    }
  }

  @Test
  void trainingLeavesNothing() throws Exception {
    List<String> arguments = List.of("--train");
    try (RunningDrone training = RunningDrone.started(arguments, home.resolve("training.err"))) {
      assertThat(training.exitCode(Duration.ofSeconds(30))).isZero();
    }
    assertThat(home.resolve("training.err")).isEmptyFile();
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void droneStartedByHandKeepsTheTimesOfItsQueue() throws Exception {
    var brief =
        new QueueTimes(
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            Duration.ofHours(1));
    jobs().setTimes(brief);
    List<String> arguments =
        List.of("--redis", server.address().url(), "--name", "alone", "--data", home + "/alone");
    try (RunningDrone drone = RunningDrone.started(arguments, home.resolve("alone.err"))) {
      JobId job = slow("brief-" + UUID.randomUUID());
      await().atMost(PATIENCE).until(() -> log(job).equals(List.of("started")));
      await()
          .during(brief.lease().multipliedBy(2))
          .atMost(PATIENCE)
          .until(() -> jobs().reap() == 0 && jobs().drones().size() == 1);

      long killed = System.nanoTime();
      drone.kill();

      await().atMost(PATIENCE).until(() -> jobs().reap() == 1);
      // A lease of the standard length would hold for more than five.
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "sandbox", "probe", "work", "packages"})
  void folderThatCannotBeUsedIsOneSentence(String name) throws Exception {
    Path data = home.resolve("spoilt");
    Path spoilt = data.resolve(name).normalize();
    Files.createDirectories(spoilt.getParent());
    Files.writeString(spoilt, "a file");
    Path errors = home.resolve("spoilt.err");
    try (RunningDrone drone = RunningDrone.child(server.address().url(), "spoilt", data, home)) {
      assertThat(drone.exitCode(Duration.ofSeconds(40))).isEqualTo(69);
    }
    assertThat(Files.readAllLines(errors))
        .singleElement()
        .isEqualTo(
            "mycelium drone: The folder %s cannot be used: %s is no folder."
                .formatted(data, spoilt));
  }

  @Test
  void passwordOnTheCommandLineIsWarnedOf() throws Exception {
    Path errors = home.resolve("alone.err");
    List<String> arguments =
        List.of("--redis", server.address().url(), "--name", "alone", "--data", home + "/alone");
    try (RunningDrone drone = RunningDrone.started(arguments, errors)) {
      await().atMost(PATIENCE).until(() -> !jobs().drones().isEmpty());

      assertThat(errors).content().contains("visible to every user");
      assertThat(errors).content().doesNotContain(server.address().password());
      drone.terminate();
      drone.exitCode(Duration.ofSeconds(10));
    }
  }

  private RunningDrone drone(String name) throws IOException {
    return RunningDrone.child(server.address().url(), name, home.resolve(name), home);
  }

  private JobQueue jobs() {
    return queue.jobs();
  }

  private TestJob job() {
    return new TestJob(queue);
  }

  private JobId slow(String name) {
    return job()
        .shell(
            "echo started >&2; sh -c 'sleep 5; : %s'; echo finished >&2; echo ok".formatted(name))
        .submit();
  }

  private Job ended(JobId id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              jobs().reap();
              return jobs().find(id).orElseThrow();
            },
            job -> job.state().ended());
  }

  private List<String> log(JobId id) {
    return jobs().log(id, "", 100).stream().map(LogLine::text).toList();
  }
}
