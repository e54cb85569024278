package io.mycelium.redis.jobs;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.DeadLetter;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.QueueLine;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.state.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The gateway's side of a queue in Redis. Thread-safe.
final class RedisJobQueue implements JobQueue {
  private static final int LONGEST_WEIGHT = 100;
  private static final int USUAL_WEIGHT = 10;

  private final QueueAccess access;
  private final Outbox outbox;
  private final SubmitScript submits;
  private final Upkeep upkeep;
  private final DueClock due = new DueClock();

  /// When the next delayed job is due, after the last look.
  private volatile Duration nextDue = Duration.ZERO;

  RedisJobQueue(QueueAccess access, Outbox outbox) {
    this.access = access;
    this.outbox = outbox;
    this.submits = new SubmitScript(access);
    this.upkeep = new Upkeep(access, this);
  }

  @Override
  public List<Submitted> submit(List<JobSpec> jobs) {
    List<Submitted> answers =
        jobs.stream().anyMatch(job -> job.plan().durable())
            ? new DurableSubmit(access).run(jobs)
            : submits.run(jobs);
    if (jobs.stream().anyMatch(job -> job.plan().delay().isPositive())) {
      due.changed();
    }
    return answers;
  }

  @Override
  public Optional<Job> find(JobId id) {
    return new FindScript(access).run(id).map(JobFields::job);
  }

  @Override
  public Optional<Submitted.Full> full(RoomId room) {
    return new FullScript(access).run(room);
  }

  @Override
  public List<JobId> running() {
    return access.read(redis -> redis.zrange(access.key("leases"), 0, -1)).stream()
        .map(JobId::new)
        .toList();
  }

  @Override
  public Optional<Job> cancel(JobId id, String reason) {
    return new CancelScript(access).run(id, reason) ? find(id) : Optional.empty();
  }

  @Override
  public Optional<Job> redrive(JobId id) {
    return new RedriveScript(access).run(id) ? find(id) : Optional.empty();
  }

  @Override
  public List<DeadLetter> deadLetters(String before, int max) {
    Range<String> range =
        before.isEmpty()
            ? Range.unbounded()
            : Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(before));
    return access
        .read(redis -> redis.xrevrange(access.key("dead"), range, Limit.from(max)))
        .stream()
        .map(RedisJobQueue::letter)
        .toList();
  }

  private static DeadLetter letter(StreamMessage<String, String> entry) {
    Map<String, String> body = entry.getBody();
    return new DeadLetter(
        entry.getId(),
        new JobId(body.getOrDefault("job", "")),
        body.getOrDefault("function", ""),
        new RoomId(body.getOrDefault("room", "")),
        body.getOrDefault("code", ""),
        Instant.ofEpochMilli(Long.parseLong(body.getOrDefault("at", "0"))));
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
  public int lose(DroneId drone) {
    return new LoseScript(access).run(drone);
  }

  @Override
  public void upkeep() {
    upkeep.run();
  }

  @Override
  public void promote(Duration longest) {
    Duration wait = nextDue;
    due.await(wait.compareTo(longest) < 0 ? wait : longest);
    nextDue = new PromoteScript(access).run().orElse(longest);
  }

  @Override
  public void freeze(long epoch, boolean frozen) {
    new FreezeScript(access).run(epoch, frozen);
  }

  @Override
  public void control(QueueControl control) {
    new ControlScript(access).run(control);
  }

  @Override
  public List<QueueControl> controls() {
    return access.read(redis -> redis.hgetall(access.key("controls"))).entrySet().stream()
        .map(entry -> Controls.read(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public void limit(JobLimit limit) {
    new LimitScript(access).set(limit);
  }

  @Override
  public boolean unlimit(LimitName name) {
    return new LimitScript(access).end(name);
  }

  @Override
  public List<JobLimit> limits() {
    return access.read(redis -> redis.hgetall(access.key("limits"))).entrySet().stream()
        .map(entry -> LimitScript.limit(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public void weigh(RoomId room, int weight) {
    if (weight < 1 || weight > LONGEST_WEIGHT) {
      throw new IllegalArgumentException("A weight is 1 to 100, not %d.".formatted(weight));
    }
    access.write(
        redis -> redis.hset(access.key("weights"), room.value(), Integer.toString(weight)));
  }

  @Override
  public SortedMap<RoomId, Integer> weights() {
    SortedMap<RoomId, Integer> weights = new TreeMap<>(Comparator.comparing(RoomId::value));
    access
        .read(redis -> redis.hgetall(access.key("weights")))
        .forEach((room, weight) -> weights.put(new RoomId(room), Integer.valueOf(weight)));
    weights.values().removeIf(weight -> weight == USUAL_WEIGHT);
    return weights;
  }

  @Override
  public void setPolicy(QueuePolicy policy) {
    new PolicyScript(access).set(policy);
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
  public List<Drone> knownDrones() {
    return new DronesScript(access).known();
  }

  @Override
  public List<QueueLine> lines(List<Drone> live) {
    return new Lines(access).all(live, controls());
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
    long waiting =
        List.of("again", "high", "normal", "low").stream()
            .flatMap(
                level -> access.read(redis -> redis.hvals(access.key("ready:" + level))).stream())
            .mapToLong(Long::parseLong)
            .sum();
    return new Counts(
        waiting,
        access.read(redis -> redis.zcard(access.key("delayed"))),
        access.read(redis -> redis.zcard(access.key("held"))),
        access.read(redis -> redis.zcard(access.key("leases"))),
        access.read(redis -> redis.xlen(access.key("dead"))));
  }
}
