package io.mycelium.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.PastRun;
import io.mycelium.drone.agent.TestJob;
import io.mycelium.drone.sandbox.NeedsBubblewrap;
import io.mycelium.drone.sandbox.Processes;
import io.mycelium.drone.sandbox.TemporaryFolders;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Jobs that take all that they can get, on a drone as a process of its own with a small disk.
@NeedsBubblewrap
final class GreedyJobsTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Path home;
  private Path disk;
  private Redis redis;
  private RedisQueue queue;
  private RunningDrone drone;

  @BeforeEach
  void start() throws Exception {
    home = TemporaryFolders.create("greedy");
    disk = Files.createDirectory(home.resolve("disk"));
    assumeTrue(
        did("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
        "a small disk can be had");
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.url())));
    queue = RedisQueue.open(redis, "main");
    drone = RunningDrone.child(server.url(), "greedy", disk.resolve("data"), home);
    await().atMost(PATIENCE).until(() -> !queue.jobs().drones().isEmpty());
  }

  @AfterEach
  void stop() throws Exception {
    if (drone != null) {
      drone.closeInput();
      drone.exitCode(Duration.ofSeconds(15));
      redis.close();
      did("umount", disk.toString());
    }
    TemporaryFolders.delete(home);
  }

  @Test
  void jobThatFillsTheDiskFailsWithThatReasonAndTheDroneGoesOn() {
    Job filled = ended(job("for i in 1 2 3; do cat /dev/zero >$i; done; exit 1"));

    assertThat(filled.failure().orElseThrow().code()).isEqualTo("disk-full");
    assertThat(filled.failure().orElseThrow().message())
        .startsWith("The drone's disk is full: of 24 MiB, none is free for jobs.")
        .contains("No space left on device");
    assertThat(ended(job("echo ok")).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void droneWithoutSpaceGivesTheJobBackAndAnotherTakesIt() throws Exception {
    try (OutputStream all = Files.newOutputStream(disk.resolve("all"))) {
      all.write(new byte[(int) Files.getFileStore(disk).getUsableSpace()]);
    }
    JobId given = job("echo ok");
    await().atMost(PATIENCE).until(() -> !queue.jobs().find(given).orElseThrow().past().isEmpty());

    PastRun refused = queue.jobs().find(given).orElseThrow().past().getFirst();
    try (RunningDrone other =
        RunningDrone.child(server.url(), "other", home.resolve("other"), home)) {
      assertThat(ended(given).state()).isEqualTo(JobState.DONE);
      other.closeInput();
      other.exitCode(Duration.ofSeconds(15));
    }

    assertThat(refused.end()).isEqualTo("release");
    assertThat(refused.code()).isEqualTo("disk-full");
    assertThat(refused.message())
        .isEqualTo("The drone's disk is full: of 24 MiB, none is free for jobs.");
  }

  @Test
  void jobThatPrintsAGigabyteCostsNeitherMemoryNorDisk() throws Exception {
    ended(job("echo first"));
    long idle = drone.residentBytes();
    drone.forgetPeak();

    Job printed = ended(job("yes 'a line of the log that says nothing' | head -c 1073741824 >&2"));

    assertThat(printed.failure().orElseThrow().code()).isEqualTo("output-limit");
    assertThat(drone.peakBytes() - idle).isLessThan(25_000_000);
    assertThat(bytesOnDisk()).isLessThan(1_000_000);
    assertThat(ended(job("echo ok")).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void jobThatIgnoresTheRequestToEndIsEndedAllTheSame() {
    String name = "deaf-" + UUID.randomUUID();
    JobId deaf =
        new TestJob(queue)
            .shell("trap '' TERM; : %s; while :; do sleep 1; done".formatted(name))
            .within(Duration.ofSeconds(1))
            .submit();

    assertThat(ended(deaf).failure().orElseThrow().code()).isEqualTo("timeout");
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
    assertThat(ended(job("echo ok")).state()).isEqualTo(JobState.DONE);
  }

  private JobId job(String script) {
    return new TestJob(queue).shell(script).submit();
  }

  private Job ended(JobId id) {
    return await()
        .atMost(PATIENCE)
        .until(() -> queue.jobs().find(id).orElseThrow(), job -> job.state().ended());
  }

  private long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(disk)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static boolean did(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
