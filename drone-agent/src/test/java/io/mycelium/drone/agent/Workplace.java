package io.mycelium.drone.agent;

import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.Programs;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.Sandbox;
import io.mycelium.drone.sandbox.TemporaryFolders;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A real queue, a real sandbox and an agent between them, in folders of their own.
public final class Workplace implements AutoCloseable {
  /// A fast clockwork, for tests that wait for a lease to end.
  static final QueueTimes FAST =
      new QueueTimes(
          Duration.ofMillis(1500),
          Duration.ofMillis(200),
          Duration.ofSeconds(3),
          Duration.ofHours(1));

  private static final DroneId DRONE = new DroneId("drn_one");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path home = TemporaryFolders.create("workplace");
  private final Redis redis;
  private final RedisQueue queue;
  private final JobSource source;
  private final Sandbox sandbox;
  private final Agent agent;

  /// One whose limits hold for each process alone.
  ///
  /// @param between lets a test stand between the agent and the queue
  public Workplace(String url, Containment containment, UnaryOperator<JobSource> between)
      throws IOException {
    this(url, containment, QueueTimes.STANDARD, between);
  }

  /// The same with a clockwork of the test's.
  Workplace(String url, Containment containment, QueueTimes times, UnaryOperator<JobSource> between)
      throws IOException {
    this(url, containment, new ResourceControl.PerProcess("as the test wants it"), times, between);
  }

  /// @param between lets a test stand between the agent and the queue
  public Workplace(
      String url,
      Containment containment,
      ResourceControl control,
      UnaryOperator<JobSource> between)
      throws IOException {
    this(url, containment, control, QueueTimes.STANDARD, between);
  }

  private Workplace(
      String url,
      Containment containment,
      ResourceControl control,
      QueueTimes times,
      UnaryOperator<JobSource> between)
      throws IOException {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
    queue = RedisQueue.open(redis, "main");
    queue.jobs().setTimes(times);
    source = queue.source();
    sandbox =
        new Sandbox(
            containment,
            control,
            Programs.ofSystem(),
            data().resolve("sandbox"),
            Duration.ofMillis(500));
    var settings =
        new AgentSettings(
            DRONE,
            "one",
            "test",
            data(),
            List.of(root()),
            List.of(target()),
            List.of(secret()),
            Set.of("extra"),
            2);
    agent =
        Agent.start(
            settings, between.apply(source), sandbox, Surroundings.none(), InstantSource.system());
  }

  /// The drone's own folder: in a gateway's, below a root, as it is where both run beside each
  /// other.
  public Path data() throws IOException {
    return Files.createDirectories(secret().resolve("drone"));
  }

  /// A folder below the root that no job may read.
  public Path secret() throws IOException {
    return Files.createDirectories(root().resolve("secret"));
  }

  /// The folder below which jobs may read.
  public Path root() throws IOException {
    return Files.createDirectories(home.resolve("root"));
  }

  /// The folder below which jobs may write.
  public Path target() throws IOException {
    return Files.createDirectories(home.resolve("target"));
  }

  public JobQueue queue() {
    return queue.jobs();
  }

  /// A drone's side of the queue that is not the agent's.
  JobSource otherSource() {
    return queue.source();
  }

  TestJob job() {
    return new TestJob(queue);
  }

  /// Waits until the job has ended; gives jobs whose lease ended to others, as a gateway does.
  Job ended(JobId id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              queue.jobs().reap();
              return queue.jobs().find(id).orElseThrow();
            },
            job -> job.state().ended());
  }

  /// Waits until the job's log has a line.
  void awaitLine(JobId id, String line) {
    await().atMost(PATIENCE).until(() -> log(id).contains(line));
  }

  List<String> log(JobId id) {
    return queue.jobs().log(id, "", 20_000).stream().map(LogLine::text).toList();
  }

  /// Ends the agent as SIGTERM does.
  void stopAgent() {
    agent.close();
  }

  @Override
  public void close() throws IOException {
    agent.close();
    source.close();
    sandbox.close();
    redis.close();
    TemporaryFolders.delete(home);
  }
}
