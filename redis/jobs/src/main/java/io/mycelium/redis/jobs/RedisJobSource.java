package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Bells;
import io.mycelium.core.job.ClaimNames;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Turn;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A drone's side of a queue in Redis, its own or lent by a gateway. Thread-safe.
final class RedisJobSource implements JobBroker {
  private final QueueAccess access;
  private final Blobs blobs;
  private final RandomGenerator random;
  private final KnownClasses classes = new KnownClasses();
  private final TurnScript turns;
  private final WorkBell bell;
  private final ClaimNames names = new ClaimNames(RedisJobSource::newName);

  RedisJobSource(QueueAccess access, Blobs blobs, RandomGenerator random) {
    this.access = access;
    this.blobs = blobs;
    this.random = random;
    this.turns = new TurnScript(access, classes);
    this.bell = new WorkBell(access, classes);
  }

  @Override
  public Heard announce(Drone drone) {
    return new AnnounceScript(access).run(drone);
  }

  @Override
  public void leave(DroneId drone) {
    new LeaveScript(access).run(drone);
  }

  @Override
  public void awaitWork(Drone drone, Duration wait) {
    bell.await(drone.free(), wait);
  }

  @Override
  public List<Claimed> claim(Drone drone, int max) {
    return names.asked(call -> claim(drone, max, call));
  }

  @Override
  public Turn turn(List<Completion> results, Drone drone, int max) {
    return names.asked(call -> turn(results, drone, max, call));
  }

  @Override
  public Turn turn(List<Completion> results, Drone drone, int max, String call) {
    return turns.run(results, drone, call, max);
  }

  @Override
  public List<Claimed> claim(Drone drone, int max, String call) {
    return new ClaimScript(access, classes).run(drone, call, max);
  }

  @Override
  public Alive alive(Collection<DroneId> drones) {
    return new AliveScript(access).run(drones);
  }

  @Override
  public Bells bells() {
    return new RedisBells(access);
  }

  /// Short, since each job of the claim carries it.
  private static String newName() {
    return Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits(), Character.MAX_RADIX);
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
  public List<Boolean> complete(List<Completion> results) {
    return new CompleteScript(access).run(results);
  }

  @Override
  public boolean fail(Lease lease, JobFailure failure, Again again) {
    return new FailScript(access).run(lease, failure, again, random.nextDouble());
  }

  @Override
  public boolean release(Lease lease) {
    return new ReleaseScript(access).run(lease, Optional.empty());
  }

  @Override
  public boolean refuse(Lease lease, JobFailure why) {
    return new ReleaseScript(access).run(lease, Optional.of(why));
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
