package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Turn;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.drone.link.HttpJobSource;
import io.mycelium.drone.link.Link;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// As many drones as are spoken of, each with a source of its own, as one source.
final class HttpDrones implements JobSource {
  private final Link link;
  private final Map<DroneId, HttpJobSource> sources = new ConcurrentHashMap<>();

  /// @param link stays the caller's
  HttpDrones(Link link) {
    this.link = link;
  }

  HttpJobSource of(DroneId drone) {
    return sources.computeIfAbsent(drone, id -> new HttpJobSource(link, DroneServer.pass(id)));
  }

  @Override
  public Heard announce(Drone drone) {
    return of(drone.id()).announce(drone);
  }

  @Override
  public void leave(DroneId drone) {
    of(drone).leave(drone);
  }

  @Override
  public void awaitWork(Drone drone, Duration wait) {
    of(drone.id()).awaitWork(drone, wait);
  }

  @Override
  public List<Claimed> claim(Drone drone, int max) {
    return of(drone.id()).claim(drone, max);
  }

  @Override
  public Beat heartbeat(Lease lease) {
    return of(lease.drone()).heartbeat(lease);
  }

  @Override
  public Beat report(Lease lease, Report report) {
    return of(lease.drone()).report(lease, report);
  }

  @Override
  public List<Boolean> complete(List<Completion> results) {
    return results.stream()
        .flatMap(result -> of(result.lease().drone()).complete(List.of(result)).stream())
        .toList();
  }

  @Override
  public Turn turn(List<Completion> results, Drone drone, int max) {
    return of(drone.id()).turn(results, drone, max);
  }

  @Override
  public boolean fail(Lease lease, JobFailure failure, Again again) {
    return of(lease.drone()).fail(lease, failure, again);
  }

  @Override
  public boolean release(Lease lease) {
    return of(lease.drone()).release(lease);
  }

  @Override
  public boolean refuse(Lease lease, JobFailure why) {
    return of(lease.drone()).refuse(lease, why);
  }

  @Override
  public Optional<InputStream> open(String digest) {
    throw new UnsupportedOperationException("content is asked for by one drone");
  }

  @Override
  public BlobRef store(InputStream content) {
    throw new UnsupportedOperationException("files are brought by one drone");
  }

  @Override
  public void close() {
    sources.values().forEach(HttpJobSource::close);
  }
}
