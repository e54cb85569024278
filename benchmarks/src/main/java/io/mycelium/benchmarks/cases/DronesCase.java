package io.mycelium.benchmarks.cases;

import static io.mycelium.core.job.JobBuilder.aJob;

import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Recording;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.queue.SimulatedDrones;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Plan;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.jobs.RedisQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// What a thousand drones cost that wait for work through a gateway, and how soon one of them has
/// it.
public final class DronesCase implements Case {
  private static final int DRONES = 1_000;
  private static final int PER_SECOND = 10;

  /// A gateway that has little to do is compiled slowly.
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double IDLE = 5;
  private static final double WORKING = 10;
  private static final double SOON_MILLIS = 50;

  /// One; now and then a job is found waiting before the drone that was woken for it has asked.
  private static final double ONE_OR_SO = 1.05;

  /// As long as a drone waits at most: in a shorter time not all of them would ask.
  private static final Duration ROUND = ClaimRequest.LONGEST_WAIT;

  private static final String WOKEN = "mycelium_drones_woken_total";

  @Override
  public String name() {
    return "drones";
  }

  @Override
  public List<String> settings() {
    return Settings.UNLIMITED;
  }

  @Override
  public List<Figure> run(io.mycelium.benchmarks.Plan plan) {
    try (Store store = Store.start(plan.work().resolve("drones-redis"));
        Gateway gateway =
            Gateway.start(plan.work().resolve("drones"), store.environment(), words());
        Redis redis = Redis.connect(RedisSettings.of(RedisUrl.parse(store.url())));
        var drones = new SimulatedDrones(gateway)) {
      drones.start(DRONES);
      Waiting.require(() -> drones.waiting() == DRONES, "let all drones wait", PATIENCE);
      JobQueue jobs = RedisQueue.open(redis, "main").jobs();
      int put = submit(jobs, drones, WARM_UP);
      drones.forget();
      Duration round = plan.round().compareTo(ROUND) < 0 ? ROUND : plan.round();
      var idle = new Shares(gateway.pid(), store.pid());
      for (int i = 0; i < plan.rounds(); i++) {
        idle.measure(() -> Waiting.pause(round));
        plan.say("idle: " + idle);
      }
      if (plan.profile()) {
        recorded(plan, gateway, store);
      }
      var working = new Shares(gateway.pid(), store.pid());
      List<Double> woken = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        double before = gateway.meter(WOKEN);
        int submits = working.counting(() -> submit(jobs, drones, round));
        put += submits;
        woken.add((gateway.meter(WOKEN) - before) / submits);
        plan.say("working: %s; %.2f drones woken per submit".formatted(working, woken.getLast()));
      }
      int all = put;
      Waiting.require(() -> drones.given() == all, "give each job once", PATIENCE);
      drones.waiting();
      return figures(idle, working, woken, drones);
    }
  }

  private static String[] words() {
    List<String> words = new ArrayList<>(List.of("--no-drone"));
    words.addAll(List.of(Settings.words(Settings.UNLIMITED)));
    return words.toArray(String[]::new);
  }

  /// Where the time of waiting goes, second by second.
  private static void recorded(io.mycelium.benchmarks.Plan plan, Gateway gateway, Store store) {
    var before = Snapshot.of(gateway, store);
    Waiting.pause(ROUND);
    var after = Snapshot.of(gateway, store);
    Snapshot.between(before, after, "drones", (double) ROUND.toSeconds())
        .forEach(figure -> plan.say(figure.toString()));
    Recording.during(plan, gateway.pid(), "drones", () -> Waiting.pause(ROUND));
  }

  /// Puts jobs in at an even pace; tells how many.
  private static int submit(JobQueue jobs, SimulatedDrones drones, Duration time) {
    int count = (int) (time.toMillis() * PER_SECOND / 1_000);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / PER_SECOND;
      Waiting.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      JobSpec job = aJob().planned(Plan::untold).spec();
      drones.submitting(job.id());
      jobs.submit(job);
    }
    return count;
  }

  private static List<Figure> figures(
      Shares idle, Shares working, List<Double> woken, SimulatedDrones drones) {
    String still = "1,000 drones over HTTP, idle: ";
    String busy = "1,000 drones over HTTP, 10 submits a second: ";
    String core = "% of a core";
    return List.of(
        Figure.of("drones.idle.gateway", still + "gateway CPU", core, idle.gateway).promised(IDLE),
        Figure.of("drones.idle.redis", still + "Redis CPU", core, idle.redis).promised(IDLE),
        Figure.of("drones.working.gateway", busy + "gateway CPU", core, working.gateway)
            .promised(WORKING),
        Figure.of("drones.working.redis", busy + "Redis CPU", core, working.redis)
            .promised(WORKING),
        Figure.of("drones.woken", busy + "drones woken per submit", "", woken).promised(ONE_OR_SO),
        Figure.of("drones.claim.p50", busy + "submit to claim, p50", "ms", drones.millis(0.5)),
        Figure.of("drones.claim.p99", busy + "submit to claim, p99", "ms", drones.millis(0.99))
            .promised(SOON_MILLIS));
  }

  /// Processor time of the gateway and of Redis, round by round.
  private static final class Shares {
    private final long gatewayPid;
    private final long redisPid;
    private final List<Double> gateway = new ArrayList<>();
    private final List<Double> redis = new ArrayList<>();

    private Shares(long gatewayPid, long redisPid) {
      this.gatewayPid = gatewayPid;
      this.redisPid = redisPid;
    }

    private void measure(Runnable round) {
      counting(() -> {
        round.run();
        return 0;
      });
    }

    private int counting(IntSupplier round) {
      long gatewayBefore = Usage.processor(gatewayPid).toNanos();
      long redisBefore = Usage.processor(redisPid).toNanos();
      long start = System.nanoTime();
      int count = round.getAsInt();
      double time = System.nanoTime() - start;
      gateway.add(100 * (Usage.processor(gatewayPid).toNanos() - gatewayBefore) / time);
      redis.add(100 * (Usage.processor(redisPid).toNanos() - redisBefore) / time);
      return count;
    }

    @Override
    public String toString() {
      return "gateway %.1f %%, Redis %.1f %%".formatted(gateway.getLast(), redis.getLast());
    }
  }
}
