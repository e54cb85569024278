package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.queue.BareLoop;
import io.mycelium.benchmarks.queue.Contender;
import io.mycelium.benchmarks.queue.Life;
import io.mycelium.benchmarks.queue.Own;
import io.mycelium.benchmarks.queue.Peer;
import io.mycelium.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What the queue costs Redis beside other queues and a bare loop, all on one Redis, in turn.
public final class QueueCase implements Case {
  private static final int JOBS = 20_480;
  private static final List<Integer> BATCHES = List.of(1, 32);
  private static final double TIMES_BARE = 1.5;

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public List<Figure> run(Plan plan) {
    List<Contender> contenders = new ArrayList<>();
    try (Store store = Store.start(plan.work().resolve("queue-redis"))) {
      try {
        contenders.add(new Own(store.url(), false));
        // Right behind it: what disturbs the machine for some seconds disturbs both.
        contenders.add(new BareLoop(store.url()));
        contenders.add(new Own(store.url(), true));
        if (Peer.isPossible()) {
          contenders.add(new Peer(Peer.Kind.BULLMQ, store.url()));
          contenders.add(new Peer(Peer.Kind.BEE, store.url()));
        }
        return BATCHES.stream()
            .flatMap(batch -> lives(plan, store, contenders, batch).stream())
            .toList();
      } finally {
        contenders.forEach(Contender::close);
      }
    }
  }

  private static List<Figure> lives(Plan plan, Store store, List<Contender> contenders, int batch) {
    Map<Contender, List<Life>> lives = new LinkedHashMap<>();
    contenders.forEach(one -> Life.of(one, store, JOBS, batch));
    for (int round = 0; round < plan.rounds(); round++) {
      for (Contender one : contenders) {
        Life life = Life.of(one, store, JOBS, batch);
        lives.computeIfAbsent(one, any -> new ArrayList<>()).add(life);
        plan.say("batch %d, %s: %s".formatted(batch, one.name(), life));
      }
    }
    return figures(lives, batch);
  }

  private static List<Figure> figures(Map<Contender, List<Life>> lives, int batch) {
    List<Figure> figures = new ArrayList<>();
    lives.forEach((one, rounds) -> figures.addAll(figures(one, rounds, batch)));
    var all = List.copyOf(lives.entrySet());
    List<Life> own = all.getFirst().getValue();
    for (var other : all.subList(1, all.size())) {
      figures.add(ratio(own, other.getKey(), other.getValue(), batch));
    }
    return figures;
  }

  private static List<Figure> figures(Contender one, List<Life> rounds, int batch) {
    String id = "queue.%s.%d.".formatted(one.id(), batch);
    String title = "job, batch %d, %s: ".formatted(batch, one.name());
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(id + "redis", title + "Redis CPU", "us/job", rounds, Life::redis));
    figures.add(figure(id + "submit", title + "of it, submit", "us/job", rounds, Life::submit));
    figures.add(figure(id + "client", title + "client CPU", "us/job", rounds, Life::client));
    figures.add(figure(id + "rate", title + "worked off", "1/s", rounds, Life::perSecond));
    figures.add(figure(id + "bytes", title + "Redis, waiting", "bytes", rounds, Life::bytes));
    return figures;
  }

  private static Figure figure(
      String id, String title, String unit, List<Life> rounds, ToDoubleFunction<Life> part) {
    return Figure.of(id, title, unit, rounds.stream().map(part::applyAsDouble).toList());
  }

  /// Round by round.
  private static Figure ratio(List<Life> own, Contender other, List<Life> theirs, int batch) {
    Figure ratio =
        Figure.of(
            "queue.times-%s.%d".formatted(other.id(), batch),
            "job, batch %d: Redis CPU, times that of %s".formatted(batch, other.name()),
            "x",
            IntStream.range(0, own.size())
                .mapToObj(i -> own.get(i).redis() / theirs.get(i).redis())
                .toList());
    return switch (other) {
      case BareLoop bare -> ratio.promised(TIMES_BARE);
      case Peer peer when peer.kind() == Peer.Kind.BULLMQ -> ratio.promised(batch == 1 ? 1 : 0.5);
      default -> ratio;
    };
  }
}
