package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Report;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A drone's side of a queue in Redis. Thread-safe.
final class RedisJobSource implements JobSource {
  private final QueueAccess access;
  private final Blobs blobs;
  private final WorkBell bell;

  /// Names of claims without an answer. Asked again under its name, such a claim gives the job that
  /// it may have got.
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

  RedisJobSource(QueueAccess access, Blobs blobs) {
    this.access = access;
    this.blobs = blobs;
    this.bell = new WorkBell(access);
  }

  @Override
  public Duration announce(Drone drone) {
    return new AnnounceScript(access).run(drone);
  }

  @Override
  public void leave(DroneId drone) {
    new LeaveScript(access).run(drone);
  }

  @Override
  public void awaitWork(DroneId drone, Duration wait) {
    bell.await(wait);
  }

  @Override
  public Optional<Claimed> claim(Drone drone) {
    String earlier = unanswered.poll();
    String call = earlier == null ? UUID.randomUUID().toString() : earlier;
    boolean answered = false;
    try {
      Optional<Claimed> claimed = new ClaimScript(access).run(drone, call);
      answered = true;
      return claimed;
    } finally {
      if (!answered) {
        unanswered.add(call);
      }
    }
  }

  @Override
  public Beat heartbeat(Lease lease) {
    return new HeartbeatScript(access).run(lease);
  }

  @Override
  public Beat report(Lease lease, Report report) {
    return new ReportScript(access).run(lease, report);
  }

  @Override
  public boolean complete(Lease lease, JobResult result) {
    return new CompleteScript(access).run(lease, result);
  }

  @Override
  public boolean fail(Lease lease, JobFailure failure) {
    return new FailScript(access).run(lease, failure);
  }

  @Override
  public boolean release(Lease lease) {
    return new ReleaseScript(access).run(lease);
  }

  @Override
  public Optional<InputStream> open(String digest) {
    return blobs.open(digest);
  }

  @Override
  public BlobRef store(InputStream content) {
    return blobs.store(content, new TimesScript(access).now().retention());
  }

  @Override
  public void close() {
    bell.close();
  }
}
