package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.browser.Chromium;
import io.mycelium.benchmarks.browser.Tab;
import io.mycelium.benchmarks.load.EventStreams;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.load.Load;
import io.mycelium.benchmarks.load.Requests;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// A hundred browsers that all watch one room while a hundred posts a second are made: from the
/// time at which a post was due to be sent to the moment at which each has it. Ten of them are
/// pages in Chromium, which draw what they get; for more of those one machine is too small, as each
/// draws for a screen of its own. The others are connections that read what the pages read.
public final class BrowsersCase implements Case {
  private static final int PAGES = 4;
  private static final int READERS = 96;
  private static final int PER_SECOND = 100;
  private static final int CONNECTIONS = 8;
  private static final double PROMISED = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> SETTINGS =
      Settings.with(Settings.UNLIMITED, "http.max-streams-per-peer=200");

  /// Notes when the page took each post that carries a mark, by the clock of the wall.
  private static final String NOTE =
      """
      import("/assets/model/store.js").then(({ store }) => {
        window.had = [];
        store.listeners.push((event) => {
          const mark = /~(\\d{8})/.exec(event.payload?.content?.reply?.markdown ?? "");
          if (mark) had.push(Number(mark[1]), performance.timeOrigin + performance.now());
        });
        return true;
      })
      """;

  @Override
  public String name() {
    return "browsers";
  }

  @Override
  public List<String> settings() {
    return SETTINGS;
  }

  @Override
  public List<Figure> run(Plan plan) {
    if (!Chromium.isHere()) {
      plan.say("skipped: it needs Chromium; apt-get install chromium");
      return List.of();
    }
    var data = plan.work().resolve("browsers");
    try (Gateway gateway = Gateway.start(data, Map.of(), Settings.words(SETTINGS));
        Chromium chromium = Chromium.start(plan.work().resolve("browsers-chromium"))) {
      var session = new Session(gateway);
      var scene = new Scene(gateway, chromium, session, open(gateway, chromium, session));
      int first = round(scene, 0, plan.warmUp()).sent();
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        Round round = round(scene, first, plan.round());
        first += round.sent();
        rounds.add(round);
        plan.say(
            "p50 %.1f ms, p99 %.1f ms"
                .formatted(round.pages().millis(0.5), round.pages().millis(0.99)));
      }
      return figures(rounds);
    }
  }

  private static List<Figure> figures(List<Round> rounds) {
    String what = "100 browsers, %d posts/s: ".formatted(PER_SECOND);
    return List.of(
        Figure.of(
            "browsers.p50",
            what + "page has it, p50",
            "ms",
            rounds.stream().map(r -> r.pages().millis(0.5)).toList()),
        Figure.of(
                "browsers.p99",
                what + "page has it, p99",
                "ms",
                rounds.stream().map(r -> r.pages().millis(0.99)).toList())
            .promised(PROMISED),
        Figure.of(
                "browsers.readers.p99",
                what + "reader has it, p99",
                "ms",
                rounds.stream().map(r -> r.readers().millis(0.99)).toList())
            .promised(PROMISED),
        Figure.of(
            "browsers.gateway.cpu",
            what + "gateway CPU",
            "% of a core",
            rounds.stream().map(Round::gatewayShare).toList()),
        Figure.of(
            "browsers.page.cpu",
            what + "CPU of each page",
            "% of a core",
            rounds.stream().map(r -> r.browserShare() / PAGES).toList()));
  }

  private static List<Tab> open(Gateway gateway, Chromium chromium, Session session) {
    List<Tab> tabs = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      Tab tab = chromium.open(gateway.url(), session.cookie(), "");
      tab.open(
          gateway.url().resolve("/rooms/main").toString(),
          "document.querySelector('.connection.is-live')");
      tab.evaluate(NOTE);
      tabs.add(tab);
    }
    return tabs;
  }

  /// @param gatewayShare of a core, per cent, as is the browser's
  private record Round(
      int sent, Latencies pages, Latencies readers, double gatewayShare, double browserShare) {}

  private record Scene(Gateway gateway, Chromium chromium, Session session, List<Tab> tabs) {}

  private static Round round(Scene scene, int first, Duration time) {
    Gateway gateway = scene.gateway();
    Chromium chromium = scene.chromium();
    Map<Integer, Double> due = new ConcurrentHashMap<>();
    double offset = System.currentTimeMillis() - System.nanoTime() / 1e6;
    var says =
        Requests.call(
            gateway.url(),
            scene.session().key(),
            "say",
            "{\"text\":\"All is well at ~{n}\"}",
            first);
    scene.tabs().forEach(tab -> tab.evaluate("had.length = 0"));
    int most = first + 2 * PER_SECOND * Math.toIntExact(time.toSeconds() + 1);
    try (var readers = new EventStreams(gateway.url(), scene.session().key(), READERS, most)) {
      Waiting.require(() -> readers.open() == READERS, "open all streams", PATIENCE);
      double gatewayBefore = Usage.processor(gateway.pid()).toNanos();
      double browserBefore = chromium.processor().toNanos();
      long began = System.nanoTime();
      long sent;
      Load.Sending told =
          (n, nanos) -> {
            due.put(n, nanos / 1e6 + offset);
            readers.due(n, nanos);
          };
      try (Load load = Load.openLoop(gateway.url(), CONNECTIONS, PER_SECOND, says, told)) {
        load.run(time);
        sent = load.stop();
      }
      long expected = sent * READERS;
      Waiting.require(() -> readers.seen() >= expected, "deliver every event", PATIENCE);
      double took = System.nanoTime() - began;
      double gatewayTook = Usage.processor(gateway.pid()).toNanos() - gatewayBefore;
      double browserTook = chromium.processor().toNanos() - browserBefore;
      return new Round(
          Math.toIntExact(sent),
          latencies(scene.tabs(), sent, due),
          readers.latencies(),
          100 * gatewayTook / took,
          100 * browserTook / took);
    }
  }

  private static Latencies latencies(List<Tab> tabs, long sent, Map<Integer, Double> due) {
    var latencies = new Latencies();
    for (Tab tab : tabs) {
      tab.await("had.length >= " + 2 * sent);
      List<Double> had = tab.numbers("had");
      for (int i = 0; i < had.size(); i += 2) {
        double was = Objects.requireNonNull(due.get(had.get(i).intValue()));
        latencies.add(Math.round((had.get(i + 1) - was) * 1e6));
      }
    }
    return latencies;
  }
}
