package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.queue.Peer;
import io.mycelium.benchmarks.queue.PeerProcess;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What comes of jobs whose worker dies by `kill -9`, at standard settings; another worker starts
/// at once.
public final class RecoveryCase implements Case {
  private static final int HELD = 100;
  private static final int SHORT = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String EFFECTS = "effects";
  private static final String TRIES = "tries";

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public List<Figure> run(Plan plan) {
    List<Figure> figures = new ArrayList<>();
    if (!Peer.isPossible()) {
      return figures;
    }
    try (Store store = Store.start(plan.work().resolve("recovery-redis"))) {
      for (Peer.Kind kind : Peer.Kind.values()) {
        plan.say(kind.title());
        figures.addAll(held(kind, store));
        figures.addAll(marked(kind, store));
      }
    }
    return figures;
  }

  /// A hundred jobs that do not end.
  private static List<Figure> held(Peer.Kind kind, Store store) {
    submit(kind, store, HELD);
    try (PeerProcess first = start(kind, store, "hold", HELD)) {
      started(first, HELD);
      long killed = System.nanoTime();
      first.kill();
      try (PeerProcess second = start(kind, store, "hold", HELD)) {
        List<Long> times = started(second, HELD);
        String id = "recovery." + kind.name().toLowerCase(java.util.Locale.ROOT);
        String title = "100 jobs of a worker that is killed, %s: ".formatted(kind.title());
        return List.of(
            Figure.of(
                id + ".first", title + "first runs again", "s", since(killed, times.getFirst())),
            Figure.of(
                id + ".last", title + "last runs again", "s", since(killed, times.getLast())));
      }
    }
  }

  /// Short jobs, each of which leaves a mark under its id, and counts how often it came so far.
  private static List<Figure> marked(Peer.Kind kind, Store store) {
    submit(kind, store, SHORT);
    try (PeerProcess first = start(kind, store, "work", Peer.LANES)) {
      started(first, SHORT / 2);
      first.kill();
    }
    try (PeerProcess second = start(kind, store, "work", Peer.LANES)) {
      started(second, 1);
      Waiting.until(() -> store.fields(EFFECTS) == SHORT, LOOK, PATIENCE);
      // What ended and was not told is run again together with what did not end.
      Waiting.pause(Duration.ofSeconds(2));
    }
    long lost = SHORT - store.fields(EFFECTS);
    long again = store.values(TRIES).stream().filter(tries -> !tries.equals("1")).count();
    String id = "recovery." + kind.name().toLowerCase(java.util.Locale.ROOT);
    String title = "2,000 short jobs, a worker killed amid them, %s: ".formatted(kind.title());
    return List.of(
        Figure.of(id + ".lost", title + "lost", "jobs", (double) lost),
        Figure.of(id + ".twice", title + "ran to their end twice", "jobs", (double) again));
  }

  private static void submit(Peer.Kind kind, Store store, int jobs) {
    store.empty();
    try (Peer sender = new Peer(kind, store.url())) {
      sender.submit(jobs, 1);
    }
  }

  private static PeerProcess start(Peer.Kind kind, Store store, String what, int lanes) {
    return kind.start(store.url(), what, Integer.toString(lanes));
  }

  /// When different jobs were started, as far as they were in time.
  private static List<Long> started(PeerProcess worker, int jobs) {
    Set<String> seen = new HashSet<>();
    List<Long> times = new ArrayList<>();
    while (times.size() < jobs) {
      var answer =
          worker
              .next("ran", PATIENCE)
              .orElseThrow(
                  () -> new IllegalStateException("only %d jobs ran".formatted(times.size())));
      if (seen.add(answer.said().get("ran").asText())) {
        times.add(answer.at());
      }
    }
    return times;
  }

  private static double since(long killed, long at) {
    return (at - killed) / 1e9;
  }
}
