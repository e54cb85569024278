package io.mycelium.drone.agent;

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
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.BlobRef;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The drone's side of a queue, with jobs that are shell scripts, in memory: it gives a drone what
/// fits what the drone says is free, and notes what the drone tells.
final class JobsInMemory implements JobSource {
  private static final Duration LEASE = Duration.ofSeconds(6);

  /// By their digests.
  private final Map<String, byte[]> packages = new ConcurrentHashMap<>();

  private final List<JobSpec> waiting = new ArrayList<>();
  private final Map<JobId, String> told = new ConcurrentHashMap<>();
  private final List<Drone> announced = new CopyOnWriteArrayList<>();
  private long fence;

  /// Puts a job in, at the end of the line.
  synchronized void add(String name, String requirements, String script) {
    byte[] content = script.getBytes(StandardCharsets.UTF_8);
    byte[] archive = PackageArchive.write(List.of(new PackageFile("run.sh", true, content)));
    MessageDigest sum = Sha256.fresh();
    sum.update(archive);
    String digest = Sha256.hex(sum);
    packages.put(digest, archive);
    waiting.add(
        new JobSpec(
            new JobId("job_" + name),
            "test",
            digest,
            List.of("sh", "run.sh"),
            Json.object(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            Requirements.parse(requirements),
            true,
            JobLimits.STANDARD,
            JobPriority.NORMAL,
            RoomId.MAIN,
            new PostId("pst_one"),
            new PeerId("peer_one"),
            Instant.EPOCH,
            Plan.STANDARD,
            Optional.empty(),
            Optional.empty()));
  }

  /// What the drone told of a job last: `running`, the reply, or what else became of it.
  String told(String name) {
    return told.getOrDefault(new JobId("job_" + name), "waiting");
  }

  /// The drone as it described itself last.
  Optional<Drone> announced() {
    return announced.isEmpty() ? Optional.empty() : Optional.of(announced.getLast());
  }

  @Override
  public Heard announce(Drone drone) {
    announced.add(Json.read(Json.write(drone), Drone.class));
    return new Heard(Duration.ofMillis(50), false);
  }

  @Override
  public void leave(DroneId drone) {}

  @Override
  public void awaitWork(Drone drone, Duration wait) {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized List<Claimed> claim(Drone drone, int max) {
    Optional<JobSpec> first =
        waiting.stream().filter(job -> job.jobClass().fits(drone.free())).findFirst();
    return first.stream().map(job -> claimed(job, drone)).toList();
  }

  private Claimed claimed(JobSpec job, Drone drone) {
    waiting.remove(job);
    told.put(job.id(), "running");
    fence++;
    return new Claimed(
        job, new Lease(job.id(), drone.id(), fence), LEASE, LEASE.dividedBy(3), 1, List.of());
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
    results.forEach(done -> told.put(done.lease().job(), done.result().markdown()));
    return results.stream().map(_ -> true).toList();
  }

  @Override
  public boolean fail(Lease lease, JobFailure failure, Again again) {
    told.put(lease.job(), failure.code());
    return true;
  }

  @Override
  public boolean release(Lease lease) {
    told.put(lease.job(), "released");
    return true;
  }

  @Override
  public boolean refuse(Lease lease, JobFailure why) {
    told.put(lease.job(), "refused: " + why.code());
    return true;
  }

  @Override
  public Optional<InputStream> open(String digest) {
    return Optional.ofNullable(packages.get(digest)).map(ByteArrayInputStream::new);
  }

  @Override
  public BlobRef store(InputStream content) {
    throw new IllegalStateException("no job here has files");
  }

  @Override
  public void close() {}
}
