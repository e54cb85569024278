package io.mycelium.redis.jobs;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.state.Outbox;
import java.util.List;
import java.util.Optional;

/// The gateway's side of a queue in Redis. Thread-safe.
final class RedisJobQueue implements JobQueue {
  private final QueueAccess access;
  private final Outbox outbox;
  private final JobPages pages;

  RedisJobQueue(QueueAccess access, Outbox outbox) {
    this.access = access;
    this.outbox = outbox;
    this.pages = new JobPages(access);
  }

  @Override
  public Submitted submit(JobSpec job) {
    return new SubmitScript(access).run(job);
  }

  @Override
  public Optional<Job> find(JobId id) {
    return pages.find(id);
  }

  @Override
  public List<Job> newest(
      Optional<JobState> state, Optional<RoomId> room, Optional<JobId> after, int max) {
    return pages.newest(state, room, after, max);
  }

  @Override
  public Optional<Job> cancel(JobId id, String reason) {
    return new CancelScript(access).run(id, reason) ? find(id) : Optional.empty();
  }

  @Override
  public List<LogLine> log(JobId id, String after, int max) {
    Range<String> range =
        after.isEmpty()
            ? Range.unbounded()
            : Range.from(Range.Boundary.excluding(after), Range.Boundary.unbounded());
    return access
        .read(redis -> redis.xrange(access.key("log:" + id), range, Limit.from(max)))
        .stream()
        .map(entry -> new LogLine(entry.getId(), entry.getBody().getOrDefault("text", "")))
        .toList();
  }

  @Override
  public int reap() {
    return new ReapScript(access).run();
  }

  @Override
  public void freeze(long epoch, boolean frozen) {
    new FreezeScript(access).run(epoch, frozen);
  }

  @Override
  public List<Drone> drones() {
    return new DronesScript(access).live();
  }

  @Override
  public Optional<Drone> drone(DroneId id) {
    return new DronesScript(access).one(id);
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public QueueTimes times() {
    return new TimesScript(access).now();
  }

  @Override
  public void setTimes(QueueTimes times) {
    new TimesScript(access).set(times);
  }

  @Override
  public Counts counts() {
    return new Counts(count(JobState.WAITING), count(JobState.RUNNING));
  }

  private long count(JobState state) {
    return pages.size(access.key("state:" + state.word()));
  }
}
