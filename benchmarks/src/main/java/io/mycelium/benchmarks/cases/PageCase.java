package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.browser.Chromium;
import io.mycelium.benchmarks.browser.Tab;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.load.Load;
import io.mycelium.benchmarks.load.Requests;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The web chat in a browser: how soon it is there, what it weighs, and how soon it answers a key
/// while a hundred posts a second arrive; in a fresh room, and in one with twenty thousand posts.
public final class PageCase implements Case {
  private static final int PER_SECOND = 100;
  private static final int MANY = 20_000;
  private static final int FEW = 200;
  private static final int CONNECTIONS = 16;
  private static final int FILL_PER_SECOND = 1_500;
  private static final double PAINT_MS = 1_000;
  private static final double WEIGHT_KB = 150;
  private static final double ANSWER_MS = 50;
  private static final Duration BETWEEN_KEYS = Duration.ofMillis(90);
  private static final String DRAWN =
      "document.querySelectorAll('myc-room article.post').length > 20";

  /// From the moment at which the browser had the key to the end of the frame that shows it.
  private static final String WATCH =
      """
      window.strokes = [];
      addEventListener("keydown", (e) => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => strokes.push(performance.now() - e.timeStamp);
        after.port2.postMessage(0);
      }), true);
      """;

  @Override
  public String name() {
    return "page";
  }

  @Override
  public List<String> settings() {
    return Settings.UNLIMITED;
  }

  @Override
  public List<Figure> run(Plan plan) {
    if (!Chromium.isHere()) {
      plan.say("skipped: it needs Chromium; apt-get install chromium");
      return List.of();
    }
    var data = plan.work().resolve("page");
    try (Gateway gateway = Gateway.start(data, Map.of(), Settings.words(Settings.UNLIMITED));
        Chromium chromium = Chromium.start(plan.work().resolve("page-chromium"))) {
      var session = new Session(gateway);
      List<Figure> figures = new ArrayList<>();
      fill(gateway, session.key(), 0, FEW);
      figures.addAll(there(plan, gateway, chromium, session, "with 200 posts", "few"));
      figures.add(weight(gateway, chromium, session));
      figures.addAll(keys(plan, gateway, chromium, session, "with 200 posts", "few", 1_000_000));
      fill(gateway, session.key(), FEW, MANY);
      figures.addAll(there(plan, gateway, chromium, session, "with 20,000 posts", "many"));
      figures.addAll(
          keys(plan, gateway, chromium, session, "with 20,000 posts", "many", 2_000_000));
      return figures;
    }
  }

  private static void fill(Gateway gateway, String key, int from, int to) {
    var says =
        Requests.call(
            gateway.url(), key, "say", "{\"text\":\"Post {n} of many, **all** alike\"}", from);
    try (Load load = Load.openLoop(gateway.url(), CONNECTIONS, FILL_PER_SECOND, says)) {
      load.run(Duration.ofMillis(1_000L * (to - from) / FILL_PER_SECOND + 200));
      load.stop();
    }
  }

  /// Each time in a browser that was never there.
  private static List<Figure> there(
      Plan plan, Gateway gateway, Chromium chromium, Session session, String room, String id) {
    List<Double> painted = new ArrayList<>();
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      try (Tab tab = chromium.open(gateway.url(), session.cookie(), WATCH + DRAWN_AT)) {
        tab.open(gateway.url().resolve("/rooms/main").toString(), "window.drawnAt && paint()");
        painted.add(tab.evaluate("paint()").asDouble());
        drawn.add(tab.evaluate("drawnAt").asDouble());
      }
    }
    return List.of(
        Figure.of("page.paint." + id, "page, room " + room + ": first paint", "ms", painted)
            .promised(PAINT_MS),
        Figure.of("page.drawn." + id, "page, room " + room + ": posts drawn", "ms", drawn));
  }

  private static final String DRAWN_AT =
      """
      window.paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      new MutationObserver((_, watching) => {
        if (!(%s)) return;
        window.drawnAt = performance.now();
        watching.disconnect();
      }).observe(document, { subtree: true, childList: true });
      """
          .formatted(DRAWN);

  private static Figure weight(Gateway gateway, Chromium chromium, Session session) {
    try (Tab tab = chromium.open(gateway.url(), session.cookie(), DRAWN_AT)) {
      tab.open(gateway.url().resolve("/rooms/main").toString(), "window.drawnAt");
      double bytes =
          tab.evaluate(
                  """
                  performance.getEntriesByType("resource")
                    .filter((r) => /\\.(js|css)$/.test(r.name) && r.startTime < paint())
                    .reduce((sum, r) => sum + r.decodedBodySize, 0)
                  """)
              .asDouble();
      return Figure.of(
              "page.weight",
              "page: script and style that it asks for, not compressed",
              "kB",
              bytes / 1e3)
          .promised(WEIGHT_KB);
    }
  }

  private static List<Figure> keys(
      Plan plan,
      Gateway gateway,
      Chromium chromium,
      Session session,
      String room,
      String id,
      int first) {
    List<Double> middle = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    List<Double> share = new ArrayList<>();
    try (Tab tab = chromium.open(gateway.url(), session.cookie(), WATCH)) {
      tab.open(gateway.url().resolve("/rooms/main").toString(), DRAWN);
      tab.evaluate("document.querySelector('myc-composer textarea').focus()");
      var says =
          Requests.call(gateway.url(), session.key(), "say", "{\"text\":\"And {n}\"}", first);
      try (Load load = Load.openLoop(gateway.url(), CONNECTIONS, PER_SECOND, says)) {
        load.run(Duration.ofSeconds(3));
        for (int i = 0; i < plan.rounds(); i++) {
          tab.evaluate("strokes.length = 0");
          double before = chromium.processor().toNanos();
          long began = System.nanoTime();
          while (System.nanoTime() - began < plan.round().toNanos()) {
            tab.type('a');
            Waiting.pause(BETWEEN_KEYS);
          }
          share.add(100 * (chromium.processor().toNanos() - before) / (System.nanoTime() - began));
          var strokes = new Latencies();
          tab.numbers("strokes").forEach(ms -> strokes.add(Math.round(ms * 1e6)));
          middle.add(strokes.millis(0.5));
          high.add(strokes.millis(0.95));
        }
        load.stop();
      }
    }
    String what = "page, room " + room + ", 100 posts/s: ";
    return List.of(
        Figure.of("page.key.p50." + id, what + "key to frame, p50", "ms", middle),
        Figure.of("page.key.p95." + id, what + "key to frame, p95", "ms", high).promised(ANSWER_MS),
        Figure.of("page.cpu." + id, what + "browser CPU", "% of a core", share));
  }
}
