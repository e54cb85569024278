package io.mycelium.benchmarks.queue;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobBuilder;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.job.Turn;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.jobs.RedisQueue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Mycelium's queue through its ports, as gateways and drones use it. Each job is put in once,
/// whoever asks again, and ended under its fence. What a gateway does for the queue later is part
/// of the price: to keep its lines in order, and, of jobs that are told, to take their news.
public final class Own implements Contender {
  private static final JobResult RESULT = new JobResult("", List.of());
  private static final String PAYLOAD = "x".repeat(100);
  private static final long ROOM = 10_000_000;
  private static final int NEWS = 64;
  private static final Duration TAKEN = Duration.ofMinutes(1);

  private final Redis redis;
  private final JobQueue jobs;
  private final JobSource source;
  private final boolean told;
  private final Drone drone = aDrone("bench", "linux");

  /// @param told whether its jobs have a thread in which what happens is told
  public Own(String url, boolean told) {
    this(url, "bench", told);
  }

  /// @param workspace whose queue it is
  public Own(String url, String workspace, boolean told) {
    this.told = told;
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
    RedisQueue queue = RedisQueue.open(redis, workspace);
    jobs = queue.jobs();
    source = queue.source();
  }

  @Override
  public String name() {
    return told ? "Mycelium, told" : "Mycelium";
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  /// Standard settings take 10,000 jobs of a room; here are more.
  public void widen() {
    jobs.setPolicy(QueuePolicy.STANDARD.holding(ROOM, ROOM));
  }

  @Override
  public void submit(int count, int batch) {
    widen();
    Lanes.run(lane -> {
      for (int i = 0; i < count / LANES; i += batch) {
        accepted(jobs.submit(Stream.generate(this::job).limit(batch).toList()));
      }
    });
  }

  private JobSpec job() {
    JobBuilder some = aJob();
    JobSpec job = (told ? some : some.planned(Plan::untold)).spec();
    job.options().put("path", PAYLOAD);
    return job;
  }

  private static void accepted(List<Submitted> answers) {
    for (Submitted answer : answers) {
      if (!(answer instanceof Submitted.Queued)) {
        throw new IllegalStateException("a job was not put in: " + answer);
      }
    }
  }

  /// As a drone does whose slots are all taken: with what it has done it asks for the next.
  @Override
  public void work(int count, int batch) {
    Lanes.run(lane -> {
      int left = count / LANES;
      List<Claimed> some = source.claim(drone, Math.min(batch, left));
      left -= some.size();
      while (left > 0) {
        if (some.isEmpty()) {
          throw new IllegalStateException("%d jobs are missing".formatted(left));
        }
        Turn turn = source.turn(results(some), drone, Math.min(batch, left));
        inTime(turn.accepted());
        some = turn.next();
        left -= some.size();
      }
      complete(some);
    });
    jobs.upkeep();
    takeNews();
  }

  private void takeNews() {
    if (!told) {
      return;
    }
    var news = jobs.outbox();
    Lanes.run(lane -> {
      for (List<OutboxRow> some = news.take(NEWS, TAKEN);
          !some.isEmpty();
          some = news.take(NEWS, TAKEN)) {
        some.forEach(news::done);
      }
    });
  }

  /// Puts these in.
  public void submit(List<JobSpec> some) {
    for (int i = 0; i < some.size(); i += JobQueue.MOST_AT_ONCE) {
      accepted(jobs.submit(some.subList(i, Math.min(some.size(), i + JobQueue.MOST_AT_ONCE))));
    }
  }

  /// Takes one.
  ///
  /// @throws java.util.NoSuchElementException when none waits that the drone can serve
  public Claimed claim(Drone other) {
    return source.claim(other).orElseThrow();
  }

  /// Ends some that were taken.
  public void complete(List<Claimed> some) {
    inTime(source.complete(results(some)));
  }

  private static List<Completion> results(List<Claimed> some) {
    return some.stream().map(one -> new Completion(one.lease(), RESULT)).toList();
  }

  private static void inTime(List<Boolean> accepted) {
    if (accepted.contains(false)) {
      throw new IllegalStateException("a result came too late");
    }
  }

  @Override
  public void close() {
    source.close();
    redis.close();
  }
}
