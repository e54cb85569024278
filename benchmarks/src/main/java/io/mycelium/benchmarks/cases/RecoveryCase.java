package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.queue.Contender;
import io.mycelium.benchmarks.queue.OwnWorkforce;
import io.mycelium.benchmarks.queue.Peer;
import io.mycelium.benchmarks.queue.PeerWorkforce;
import io.mycelium.benchmarks.queue.Workforce;
import io.mycelium.benchmarks.queue.Workforce.Task;
import io.mycelium.benchmarks.report.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What comes of jobs whose workers die by `kill -9`, at standard settings; others start at once.
public final class RecoveryCase implements Case {
  private static final int HELD = 100;
  private static final int SHORT = 2_000;
  private static final double PROMISED_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  /// What ended and was not told is run again together with what did not end.
  private static final Duration REST = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public List<Figure> run(Plan plan) {
    List<Figure> figures = new ArrayList<>();
    Path folder = plan.work().resolve("recovery");
    try (Store store = Store.start(folder.resolve("redis"))) {
      try (Workforce own = new OwnWorkforce(store, folder)) {
        figures.addAll(figures(own, store, plan));
      }
      if (Peer.isPossible()) {
        for (Peer.Kind kind : Peer.Kind.values()) {
          try (Workforce peer = new PeerWorkforce(kind, store)) {
            figures.addAll(figures(peer, store, plan));
          }
        }
      }
    }
    return figures;
  }

  private static List<Figure> figures(Workforce queue, Store store, Plan plan) {
    plan.say(queue.name());
    List<Figure> figures = new ArrayList<>(held(queue, store));
    figures.addAll(marked(queue, store));
    return figures;
  }

  /// A hundred jobs that do not end.
  private static List<Figure> held(Workforce queue, Store store) {
    store.empty();
    queue.submit(HELD, Task.HOLD);
    try (var first = queue.start(Task.HOLD, HELD)) {
      first.started(HELD);
      long killed = System.nanoTime();
      first.kill();
      try (var second = queue.start(Task.HOLD, HELD)) {
        List<Long> times = second.started(HELD);
        String id = "recovery." + queue.id();
        String title = "100 jobs of a worker that is killed, %s: ".formatted(queue.name());
        return List.of(
            after(killed, times.getFirst(), id + ".first", title + "first runs again"),
            promised(
                queue, after(killed, times.getLast(), id + ".last", title + "last runs again")));
      }
    }
  }

  private static Figure after(long killed, long at, String id, String title) {
    return Figure.of(id, title, "s", (at - killed) / 1e9);
  }

  private static Figure promised(Workforce queue, Figure figure) {
    return switch (queue) {
      case OwnWorkforce own -> figure.promised(PROMISED_SECONDS);
      default -> figure;
    };
  }

  /// Short jobs, of which each leaves a mark.
  private static List<Figure> marked(Workforce queue, Store store) {
    store.empty();
    queue.submit(SHORT, Task.MARK);
    try (var first = queue.start(Task.MARK, Contender.LANES)) {
      first.started(SHORT / 2);
      first.kill();
    }
    try (var second = queue.start(Task.MARK, Contender.LANES)) {
      second.started(1);
      Waiting.until(() -> queue.marks().size() == SHORT, LOOK, PATIENCE);
      Waiting.pause(REST);
    }
    List<Integer> marks = queue.marks();
    double twice = marks.stream().filter(times -> times > 1).count();
    String id = "recovery." + queue.id();
    String title = "2,000 short jobs, a worker killed amid them, %s: ".formatted(queue.name());
    return List.of(
        Figure.of(id + ".lost", title + "lost", "jobs", (double) SHORT - marks.size()),
        Figure.of(id + ".twice", title + "ran to their end twice", "jobs", twice));
  }
}
