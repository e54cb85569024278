package io.mycelium.benchmarks.cases;

import static io.mycelium.benchmarks.cases.Sampling.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.benchmarks.EchoServer;
import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.cases.Sampling.Sample;
import io.mycelium.benchmarks.load.Load;
import io.mycelium.benchmarks.load.Requests;
import io.mycelium.benchmarks.process.Checkout;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Recording;
import io.mycelium.benchmarks.process.Started;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.report.Figure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `task list` of 50 tasks and `task create` over HTTP, with authentication, authorisation, limits
/// and audit on; and beside them a bare server that answers with as many bytes.
public final class TaskCase implements Case {
  private static final int TASKS = 50;
  private static final List<Integer> CONNECTIONS = List.of(8, 16, 32);
  private static final int USUAL = 16;
  private static final int STEADY_RATE = 1_000;
  private static final double LIST_PROMISED = 250;
  private static final double CREATE_PROMISED = 500;
  private static final double LATENCY_PROMISED = 1;
  private static final double MEMORY_PROMISED = 300;
  private static final String LIST = "task-list";
  private static final String CREATE = "task-create";
  private static final String NEW_TASK = "{\"title\":\"Renew the certificate of shop {n}\"}";

  /// The limits stay on; they are only wider than one peer's load.
  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public List<String> settings() {
    return Settings.UNLIMITED;
  }

  /// The gateway under load, and what it works with.
  private record Rig(Plan plan, Gateway gateway, Store store, String key, Sampling sampling) {
    Requests requests(String command, String body, int first) {
      return Requests.call(gateway.url(), key, command, body, first);
    }
  }

  @Override
  public List<Figure> run(Plan plan) {
    List<Figure> figures = new ArrayList<>();
    try (Store store = Store.start(plan.work().resolve("tasks-redis"));
        Gateway gateway =
            Gateway.start(
                plan.work().resolve("tasks"),
                store.environment(),
                Settings.words(Settings.UNLIMITED))) {
      var sampling = new Sampling(plan, gateway.pid(), List.of(store.pid()));
      var rig = new Rig(plan, gateway, store, gateway.member("load"), sampling);
      int size = fill(rig);
      figures.addAll(lists(rig, size));
      figures.addAll(steady(rig));
      figures.addAll(creates(rig));
      figures.add(
          Figure.of(
                  "gateway.memory.after-load",
                  "gateway after this load, resident",
                  "MB",
                  Usage.residentMegabytes(gateway.pid()))
              .promised(MEMORY_PROMISED));
    }
    return figures;
  }

  /// Makes the tasks.
  ///
  /// @return bytes of the list
  private static int fill(Rig rig) {
    for (int i = 0; i < TASKS; i++) {
      rig.gateway().call(rig.key(), CREATE, NEW_TASK.replace("{n}", "%08d".formatted(i)));
    }
    JsonNode list = rig.gateway().call(rig.key(), LIST, "{}");
    if (list.path("rows").size() != TASKS) {
      throw new IllegalStateException("the list has %d tasks".formatted(list.path("rows").size()));
    }
    return list.toString().length();
  }

  /// The list and the yardstick in turn, so that what else the machine does falls on both.
  private static List<Figure> lists(Rig rig, int size) {
    List<Figure> figures = new ArrayList<>();
    List<String> echo = Checkout.likeTheGateway(EchoServer.class, Integer.toString(size));
    try (Started peer = Started.of(echo, rig.plan().work(), Map.of())) {
      var echoes = new Sampling(rig.plan(), peer.pid(), List.of());
      Requests toPeer = Requests.call(URI.create(peer.url()), rig.key(), LIST, "{}", 0);
      Requests toGateway = rig.requests(LIST, "{}", 0);
      List<Sample> ofPeer = List.of();
      for (int connections : CONNECTIONS) {
        rig.plan().say("echo of %,d bytes, %d connections".formatted(size, connections));
        try (Load load = Load.closedLoop(URI.create(peer.url()), connections, toPeer)) {
          echoes.warmUp(load);
          ofPeer = connections == USUAL ? echoes.rounds(load) : ofPeer;
        }
        rig.plan().say("task list, %d connections".formatted(connections));
        figures.addAll(saturated(rig, toGateway, connections, ofPeer));
      }
    }
    return figures;
  }

  private static List<Figure> saturated(
      Rig rig, Requests requests, int connections, List<Sample> ofPeer) {
    List<Figure> figures = new ArrayList<>();
    try (Load load = Load.closedLoop(rig.gateway().url(), connections, requests)) {
      var sampling = rig.sampling();
      sampling.warmUp(load);
      var before = Snapshot.of(rig.gateway(), rig.store());
      List<Sample> rounds = sampling.rounds(load);
      var after = Snapshot.of(rig.gateway(), rig.store());
      figures.addAll(costs(LIST, "task list", connections, rounds, LIST_PROMISED));
      if (connections == USUAL) {
        figures.addAll(Snapshot.between(before, after, LIST, operations(rounds)));
        figures.addAll(compared(rounds, ofPeer));
        Recording.during(rig.plan(), rig.gateway().pid(), LIST, () -> load.run(rig.plan().round()));
      }
    }
    return figures;
  }

  private static List<Figure> compared(List<Sample> list, List<Sample> echo) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ratios.add(list.get(i).server() / echo.get(i).server());
    }
    String bare = "bare Vert.x echo of the same size: CPU";
    return List.of(
        Figure.of("echo.cpu", bare, "us/op", each(echo, Sample::server)),
        Figure.of("task-list.cpu.ratio", "task list: CPU, times the echo's", "x", ratios));
  }

  private static List<Figure> creates(Rig rig) {
    List<Figure> figures = new ArrayList<>();
    rig.plan().say("task create, %d connections".formatted(USUAL));
    Requests requests = rig.requests(CREATE, NEW_TASK, TASKS);
    try (Load load = Load.closedLoop(rig.gateway().url(), USUAL, requests)) {
      var sampling = rig.sampling();
      sampling.warmUp(load);
      var before = Snapshot.of(rig.gateway(), rig.store());
      List<Sample> rounds = sampling.rounds(load);
      var after = Snapshot.of(rig.gateway(), rig.store());
      figures.addAll(costs(CREATE, "task create", USUAL, rounds, CREATE_PROMISED));
      figures.addAll(Snapshot.between(before, after, CREATE, operations(rounds)));
      Recording.during(rig.plan(), rig.gateway().pid(), CREATE, () -> load.run(rig.plan().round()));
    }
    return figures;
  }

  private static double operations(List<Sample> rounds) {
    return rounds.stream().mapToDouble(r -> r.latencies().count()).sum();
  }

  private static List<Figure> costs(
      String id, String title, int connections, List<Sample> rounds, double promised) {
    String on = "%s.c%d.".formatted(id, connections);
    String what = "%s, %d connections: ".formatted(title, connections);
    return List.of(
        Figure.of(on + "cpu", what + "gateway CPU", "us/op", each(rounds, Sample::server))
            .promised(promised),
        Figure.of(on + "redis-cpu", what + "Redis CPU", "us/op", each(rounds, Sample::others)),
        Figure.of(on + "rate", what + "rate", "1/s", each(rounds, Sample::perSecond)));
  }

  private static List<Figure> steady(Rig rig) {
    rig.plan().say("task list, %d a second".formatted(STEADY_RATE));
    Requests requests = rig.requests(LIST, "{}", 0);
    var url = rig.gateway().url();
    try (Load load = Load.openLoop(url, CONNECTIONS.getLast(), STEADY_RATE, requests)) {
      load.run(Duration.ofSeconds(3));
      List<Sample> rounds = rig.sampling().rounds(load);
      String what = "task list at %,d/s: ".formatted(STEADY_RATE);
      return List.of(
          Figure.of(
                  "task-list.steady.p50",
                  what + "p50",
                  "ms",
                  each(rounds, r -> r.latencies().millis(0.5)))
              .promised(LATENCY_PROMISED),
          Figure.of(
              "task-list.steady.p99",
              what + "p99",
              "ms",
              each(rounds, r -> r.latencies().millis(0.99))),
          Figure.of(
              "task-list.steady.cpu", what + "gateway CPU", "us/op", each(rounds, Sample::server)));
    }
  }
}
