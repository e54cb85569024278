package io.mycelium.functions.jobs;

import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.DroneBuilder;
import io.mycelium.core.job.Equipment;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.redis.jobs.RedisQueue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A drone whose every step the test says, on the real queue.
final class ScriptedDrone implements AutoCloseable {
  private final JobSource source;
  private final Drone drone;
  private long reports;

  private ScriptedDrone(JobSource source, Drone drone) {
    this.source = source;
    this.drone = drone;
    source.announce(drone);
  }

  static ScriptedDrone containing(RedisQueue queue, String name) {
    return new ScriptedDrone(
        queue.source(), drone(name, "bubblewrap", Optional.empty(), "contained"));
  }

  static ScriptedDrone bare(RedisQueue queue, String name) {
    return new ScriptedDrone(
        queue.source(), drone(name, "none", Optional.of("apt-get install bubblewrap")));
  }

  private static Drone drone(
      String name, String containment, Optional<String> advice, String... tags) {
    SortedSet<String> all = new TreeSet<>(List.of(tags));
    return new Drone(
        new DroneId("drn_" + name),
        name,
        "host",
        "linux",
        4,
        8L << 30,
        4L << 30,
        10L << 30,
        all,
        containment,
        advice,
        List.of("/srv"),
        2,
        0,
        "0.1",
        Equipment.NONE,
        Instant.EPOCH);
  }

  DroneId id() {
    return drone.id();
  }

  /// Waits for a job and takes it.
  Claimed claim() {
    return await().until(() -> source.claim(drone), Optional::isPresent).orElseThrow();
  }

  boolean findsNothing() {
    return source.claim(drone).isEmpty();
  }

  /// Says that it takes no job now.
  void away(String when) {
    Equipment none = Equipment.NONE;
    source.announce(
        DroneBuilder.with(
            drone,
            new Equipment(
                none.gpus(),
                none.models(),
                none.benchmark(),
                none.free(),
                Optional.of(when),
                none.last())));
  }

  void print(Lease lease, int percent, String... lines) {
    List<LogLine> log = List.of(lines).stream().map(LogLine::of).toList();
    source.report(
        lease, new Report(++reports, Optional.of(new JobProgress(percent, "at it")), log));
  }

  void complete(Lease lease, String markdown, JobResult.Artifact... files) {
    source.complete(lease, new JobResult(markdown, List.of(files)));
  }

  void fail(Lease lease, String code, String message) {
    source.fail(lease, new JobFailure(code, message));
  }

  void release(Lease lease) {
    source.release(lease);
  }

  JobSource source() {
    return source;
  }

  BlobRef store(String content) {
    return source.store(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    source.leave(drone.id());
    source.close();
  }
}
