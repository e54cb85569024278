package io.mycelium.drone;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.drone.agent.Agent;
import io.mycelium.drone.agent.AgentSettings;
import io.mycelium.drone.agent.Surroundings;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.Programs;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.drone.sandbox.Sandbox;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUnavailable;
import io.mycelium.redis.client.RedisUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// A short life of a drone that loads what a drone needs, for a start-up cache. It touches nothing
/// outside of a temporary folder.
final class Training {
  private static final DroneId DRONE = new DroneId("drn_training");
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private Training() {}

  static void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mycelium-training").toRealPath();
    try {
      Program.sandbox(folder).close();
      refusedConnection();
      oneJob(folder);
    } finally {
      remove(folder);
    }
  }

  /// Nobody listens on this port: the client's classes are loaded, and nobody is asked anything.
  private static void refusedConnection() {
    try {
      Redis.connect(RedisSettings.of(RedisUrl.parse("redis://127.0.0.1:1"))).close();
    } catch (RedisUnavailable e) {
      // As expected.
      return;
    }
  }

  private static void oneJob(Path folder) throws IOException, InterruptedException {
    var queue = new OneJob();
    var uncontained = new Containment.None("training", "nothing to mend");
    var settings =
        new AgentSettings(
            DRONE,
            "training",
            Program.version(),
            folder,
            List.of(),
            List.of(),
            List.of(),
            Set.of(),
            1);
    try (Sandbox sandbox =
            new Sandbox(
                uncontained,
                new ResourceControl.PerProcess("training"),
                Programs.ofSystem(),
                folder.resolve("sandbox"),
                Duration.ofSeconds(1));
        Agent _ =
            Agent.start(settings, queue, sandbox, Surroundings.none(), InstantSource.system())) {
      queue.ended.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// A queue of one job, in memory.
  private static final class OneJob implements JobSource {
    private static final String SCRIPT =
        "echo '@progress 50 half' >&2; echo line >&2; echo file >out/file.txt; echo '{\"markdown\": \"done\"}'";

    private final byte[] content =
        PackageArchive.write(
            List.of(new PackageFile("run.sh", true, SCRIPT.getBytes(StandardCharsets.UTF_8))));
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Heard announce(Drone drone) {
      Json.read(Json.write(drone), Drone.class);
      return new Heard(QueueTimes.STANDARD.alive(), false);
    }

    @Override
    public void leave(DroneId drone) {
      claimed.set(true);
    }

    @Override
    public void awaitWork(Drone drone, Duration wait) {
      try {
        ended.await(100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public List<Claimed> claim(Drone drone, int max) {
      if (!claimed.compareAndSet(false, true)) {
        return List.of();
      }
      JobSpec job = Json.read(Json.write(job()), JobSpec.class);
      return List.of(
          new Claimed(
              job,
              new Lease(job.id(), drone.id(), 1),
              QueueTimes.STANDARD.lease(),
              QueueTimes.STANDARD.beat(),
              1,
              List.of()));
    }

    private JobSpec job() {
      return new JobSpec(
          new JobId("job_training"),
          "training",
          digest(content),
          List.of("sh", "run.sh"),
          Json.object().put("option", "value"),
          List.of(),
          List.of(),
          new TreeMap<>(),
          Requirements.NONE,
          true,
          JobLimits.STANDARD,
          JobPriority.NORMAL,
          new RoomId("training"),
          new PostId("pst_training"),
          new PeerId("peer_training"),
          Instant.EPOCH,
          Plan.STANDARD,
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public Beat heartbeat(Lease lease) {
      return Beat.GO_ON;
    }

    @Override
    public Beat report(Lease lease, Report report) {
      return Beat.GO_ON;
    }

    @Override
    public List<Boolean> complete(List<Completion> results) {
      results.forEach(one -> Json.write(one.result()));
      ended.countDown();
      return List.of(true);
    }

    @Override
    public boolean fail(Lease lease, JobFailure failure, Again again) {
      ended.countDown();
      return true;
    }

    @Override
    public boolean release(Lease lease) {
      return true;
    }

    @Override
    public boolean refuse(Lease lease, JobFailure why) {
      return true;
    }

    @Override
    public Optional<InputStream> open(String digest) {
      return Optional.of(new ByteArrayInputStream(content));
    }

    @Override
    public BlobRef store(InputStream file) {
      try {
        byte[] bytes = file.readAllBytes();
        return new BlobRef(digest(bytes), bytes.length);
      } catch (IOException e) {
        throw new IllegalStateException("a file of the training cannot be read", e);
      }
    }

    @Override
    public void close() {}

    private static String digest(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
