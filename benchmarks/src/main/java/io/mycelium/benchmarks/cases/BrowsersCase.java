package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.browser.Chromium;
import io.mycelium.benchmarks.browser.Tab;
import io.mycelium.benchmarks.load.Load;
import io.mycelium.benchmarks.load.Requests;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Open pages that all watch one room while a hundred posts a second are made: from the time at
/// which a post was due to be sent to the moment at which each page has it. All of them run on this
/// machine, so where they ask for more than it has, the figure shows the machine; hence also with a
/// tenth of them.
public final class BrowsersCase implements Case {
  private static final int PER_SECOND = 100;
  private static final int CONNECTIONS = 8;
  private static final double PROMISED = 50;
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
    List<Figure> figures = new ArrayList<>();
    for (int pages : new int[] {10, 100}) {
      figures.addAll(measure(plan, pages));
    }
    return figures;
  }

  private static List<Figure> measure(Plan plan, int count) {
    var data = plan.work().resolve("browsers-" + count);
    try (Gateway gateway = Gateway.start(data, Map.of(), Settings.words(SETTINGS));
        Chromium chromium = Chromium.start(plan.work().resolve("browsers-chromium-" + count))) {
      var session = new Session(gateway);
      List<Tab> tabs = open(gateway, chromium, session, count);
      plan.say("%d pages are open".formatted(count));
      Round warm = round(gateway, chromium, session, tabs, 0, plan.warmUp());
      int first = warm.sent();
      List<Double> medians = new ArrayList<>();
      List<Double> highest = new ArrayList<>();
      List<Double> gatewayShare = new ArrayList<>();
      List<Double> browserShare = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        Round round = round(gateway, chromium, session, tabs, first, plan.round());
        first += round.sent();
        medians.add(round.within(0.5));
        highest.add(round.within(0.99));
        gatewayShare.add(round.gatewayShare());
        browserShare.add(round.browserShare());
        plan.say("p50 %.1f ms, p99 %.1f ms".formatted(round.within(0.5), round.within(0.99)));
      }
      String what = "%d browsers, %d posts/s: ".formatted(count, PER_SECOND);
      String id = "browsers." + count;
      return List.of(
          Figure.of(id + ".p50", what + "p50", "ms", medians),
          Figure.of(id + ".p99", what + "p99", "ms", highest).promised(PROMISED),
          Figure.of(id + ".gateway.cpu", what + "gateway CPU", "% of a core", gatewayShare),
          Figure.of(id + ".browser.cpu", what + "browsers' CPU", "% of a core", browserShare));
    }
  }

  private static List<Tab> open(Gateway gateway, Chromium chromium, Session session, int count) {
    List<Tab> tabs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Tab tab = chromium.open(gateway.url(), session.cookie(), "");
      tab.open(
          gateway.url().resolve("/rooms/main").toString(),
          "document.querySelector('.connection.is-live')");
      tab.evaluate(NOTE);
      tabs.add(tab);
    }
    return tabs;
  }

  /// @param latencies in milliseconds, sorted
  /// @param gatewayShare of a core, per cent, as is the browser's
  private record Round(int sent, List<Double> latencies, double gatewayShare, double browserShare) {
    double within(double part) {
      return latencies.get((int) Math.min(latencies.size() - 1, part * latencies.size()));
    }
  }

  private static Round round(
      Gateway gateway,
      Chromium chromium,
      Session session,
      List<Tab> tabs,
      int first,
      Duration time) {
    Map<Integer, Double> due = new ConcurrentHashMap<>();
    double offset = System.currentTimeMillis() - System.nanoTime() / 1e6;
    var says =
        Requests.call(
            gateway.url(), session.key(), "say", "{\"text\":\"All is well at ~{n}\"}", first);
    tabs.forEach(tab -> tab.evaluate("had.length = 0"));
    double gatewayBefore = Usage.processor(gateway.pid()).toNanos();
    double browserBefore = chromium.processor().toNanos();
    long began = System.nanoTime();
    long sent;
    try (Load load =
        Load.openLoop(
            gateway.url(),
            CONNECTIONS,
            PER_SECOND,
            says,
            (n, nanos) -> due.put(n, nanos / 1e6 + offset))) {
      load.run(time);
      sent = load.stop();
    }
    double took = System.nanoTime() - began;
    double gatewayShare = 100 * (Usage.processor(gateway.pid()).toNanos() - gatewayBefore) / took;
    double browserShare = 100 * (chromium.processor().toNanos() - browserBefore) / took;
    List<Double> latencies = new ArrayList<>();
    for (Tab tab : tabs) {
      tab.await("had.length >= " + 2 * sent);
      List<Double> had = tab.numbers("had");
      for (int i = 0; i < had.size(); i += 2) {
        latencies.add(had.get(i + 1) - Objects.requireNonNull(due.get(had.get(i).intValue())));
      }
    }
    latencies.sort(null);
    return new Round(Math.toIntExact(sent), latencies, gatewayShare, browserShare);
  }
}
