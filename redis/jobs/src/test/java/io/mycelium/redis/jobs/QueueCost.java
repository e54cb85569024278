package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSpec;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prints what the queue costs: processor time of Redis per job, for each part of its life. Not a
/// test; start it alone, with the module's test classpath.
public final class QueueCost {
  private static final int JOBS = 20_000;

  private final TestQueue queue = new TestQueue(TestRedis.shared().url());
  private final Drone drone = aDrone("one", "linux", "gpu", JobSpec.CONTAINED);
  private final List<JobSpec> specs =
      java.util.stream.Stream.generate(() -> aJob().spec()).limit(JOBS).toList();
  private final java.util.Queue<Claimed> claims =
      new java.util.concurrent.ConcurrentLinkedQueue<>();

  private QueueCost() {}

  public static void main(String[] arguments) throws InterruptedException {
    for (int threads : new int[] {1, 16, 16}) {
      TestRedis.shared().flush();
      new QueueCost().measure(threads);
    }
    System.exit(0);
  }

  private void measure(int threads) throws InterruptedException {
    step("ping", threads, spec -> queue.access().read(redis -> redis.ping()));
    step("life", threads, this::live);
    double outboxAfter = settleOutbox();
    step("submit", threads, spec -> queue.queue().submit(aJob().spec()));
    step("claim", threads, spec -> claims.add(queue.source().claim(drone).orElseThrow()));
    step("heartbeat", threads, spec -> queue.source().heartbeat(claims.element().lease()));
    step(
        "complete",
        threads,
        spec -> queue.source().complete(claims.remove().lease(), TestQueue.RESULT));
    System.out.printf("outbox, the rows of a job: %.1f us%n", outboxAfter);
    queue.close();
  }

  private void live(JobSpec spec) {
    queue.queue().submit(spec);
    Claimed claimed = queue.source().claim(drone).orElseThrow();
    queue.source().complete(claimed.lease(), TestQueue.RESULT);
  }

  private double settleOutbox() {
    double before = redisSeconds();
    var outbox = queue.queue().outbox();
    for (var some = outbox.take(32, Duration.ofMinutes(1));
        !some.isEmpty();
        some = outbox.take(32, Duration.ofMinutes(1))) {
      some.forEach(outbox::done);
    }
    return (redisSeconds() - before) * 1e6 / JOBS;
  }

  private void step(String what, int threads, Consumer<JobSpec> work) throws InterruptedException {
    double before = redisSeconds();
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < threads; caller++) {
        int first = caller;
        callers.execute(() -> {
          for (int i = first; i < JOBS; i += threads) {
            work.accept(specs.get(i));
          }
        });
      }
    }
    double wall = (System.nanoTime() - start) / 1e9;
    double cost = (redisSeconds() - before) * 1e6 / JOBS;
    System.out.printf(
        "%-10s %2d callers %7.0f/s  Redis %5.1f us%n", what, threads, JOBS / wall, cost);
  }

  private static double redisSeconds() {
    Matcher used =
        Pattern.compile("used_cpu_(?:sys|user):([0-9.]+)")
            .matcher(TestRedis.shared().ask("INFO", "cpu"));
    double sum = 0;
    while (used.find()) {
      sum += Double.parseDouble(used.group(1));
    }
    return sum;
  }
}
