package io.mycelium.redis.state;

import com.sun.management.OperatingSystemMXBean;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Outcome;
import io.mycelium.redis.embedded.TestRedis;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prints what the store costs: processor time of Redis and of this process, per operation, for a
/// commit like that of `task create` and for the list of the fifty newest. Not a test; start it
/// alone, with the module's test classpath.
public final class StoreCost {
  private record Task(
      String title,
      String text,
      String state,
      String creator,
      Optional<String> owner,
      Instant at) {}

  private static final Kind<Task> TASK = new Kind<>("task", Task.class);
  private static final RoomId ROOM = new RoomId("main");
  private static final Index BY_AGE = new Index("tasks:room:main");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final int THREADS = 16;

  private final AggregateStore store = TestStore.SERVER.workspace().store();
  private final Ids ids = new Ids(InstantSource.system(), new Random(1));

  private StoreCost() {}

  public static void main(String[] arguments) throws InterruptedException {
    var cost = new StoreCost();
    TestStore.SERVER.flush();
    for (int round = 0; round < 3; round++) {
      cost.measure("commit, one after another", 10_000, 1, cost::create);
      cost.measure("commit, 16 callers", 50_000, THREADS, cost::create);
      cost.measure("list of 50, 16 callers", 20_000, THREADS, cost::list);
    }
    System.exit(0);
  }

  private void create() {
    String id = ids.task().value();
    var subject = new Subject("task", id);
    var task =
        new Task("Water the beans", "Twice a day", "open", "peer_ada", Optional.empty(), NOW);
    var intent = new Intent("peer_ada", id, "0123456789abcdef0123456789abcdef", Peer.SYSTEM, NOW);
    CommitResult result =
        store.commit(
            Commit.of(intent, Outcome.of(subject))
                .createNumbered(ROOM, TASK, id, task)
                .rank(BY_AGE, id, NOW.toEpochMilli())
                .event(
                    new Event(
                        "task.created",
                        Optional.of(ROOM),
                        subject,
                        Json.object().put("title", task.title()).put("state", "open")))
                .done());
    if (!(result instanceof CommitResult.Committed)) {
      throw new IllegalStateException("not committed: " + result);
    }
  }

  private void list() {
    List<String> newest = store.newest(BY_AGE, Long.MAX_VALUE, 50);
    if (store.findAll(TASK, newest).size() != 50) {
      throw new IllegalStateException("not fifty");
    }
  }

  private void measure(String what, int times, int threads, Runnable work)
      throws InterruptedException {
    double redis = redisSeconds();
    long own = ownNanos();
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < threads; caller++) {
        callers.execute(() -> {
          for (int i = 0; i < times / threads; i++) {
            work.run();
          }
        });
      }
    }
    double wall = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-28s %7.0f/s  Redis %5.1f us  we %5.1f us%n",
        what,
        times / wall,
        (redisSeconds() - redis) * 1e6 / times,
        (ownNanos() - own) / 1e3 / times);
  }

  private static long ownNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
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
