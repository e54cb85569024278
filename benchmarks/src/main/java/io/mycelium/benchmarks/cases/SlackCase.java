package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.bridge.slack.far.Ack;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Slack's double in this process: slash commands while all that the gateway asks of Slack takes
/// two seconds, and a room that is shown in a hundred channels within Slack's rate limits.
public final class SlackCase implements Case {
  private static final int PER_SECOND = 200;
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final double ACKNOWLEDGED_PROMISED = 100;
  private static final int CHANNELS = 100;
  private static final int POSTS = 100;
  private static final double UNLIMITED = 1e6;
  private static final double AS_PUBLISHED = 1;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern NUMBER = Pattern.compile("round (\\d+) is over");

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public List<String> settings() {
    return Settings.UNLIMITED;
  }

  /// A gateway that is bridged to a Slack.
  private record Rig(Plan plan, SlackDouble slack, Gateway gateway, SlackPerson olga) {}

  @Override
  public List<Figure> run(Plan plan) {
    try (SlackDouble slack = SlackDouble.start()) {
      slack.limits().speedUp(UNLIMITED);
      SlackPerson olga = slack.team().person("olga");
      List<String> settings =
          Stream.of(
                  Settings.UNLIMITED,
                  List.of(
                      "slack.bot-token-file=" + kept(plan, "bot", slack.team().botToken()),
                      "slack.app-token-file=" + kept(plan, "app", slack.appToken()),
                      "slack.api=" + slack.api()))
              .flatMap(List::stream)
              .toList();
      Path data = plan.work().resolve("slack");
      try (Gateway gateway = Gateway.start(data, Map.of(), Settings.words(settings))) {
        var rig = new Rig(plan, slack, gateway, olga);
        show(rig);
        claim(rig);
        List<Figure> figures = new ArrayList<>(acknowledged(rig));
        figures.addAll(mirrored(rig));
        return figures;
      }
    }
  }

  private static Path kept(Plan plan, String name, String token) {
    try {
      return Files.writeString(plan.work().resolve(name + ".token"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void show(Rig rig) {
    Waiting.require(() -> rig.slack().sockets() > 0, "connect to Slack", SOON);
    for (int i = 0; i < CHANNELS; i++) {
      String address =
          "slack/%s/%s".formatted(rig.slack().team().id(), rig.slack().team().channel(channel(i)));
      String link = Json.object().put("to", "main").put("channel", address).toString();
      rig.gateway().call(rig.gateway().operatorKey(), "channel-link", link);
    }
  }

  private static String channel(int number) {
    return "channel-%d".formatted(number);
  }

  private static void claim(Rig rig) {
    String code =
        rig.gateway()
            .call(rig.gateway().operatorKey(), "account-link", "{}")
            .path("reply")
            .path("fields")
            .path(0)
            .path("value")
            .asText();
    rig.olga().slash(channel(0), "/mycelium account link " + code);
    Waiting.require(
        () -> rig.olga().alone().stream().anyMatch(seen -> seen.words().contains("You are")),
        "link the account",
        SOON);
  }

  private static List<Figure> acknowledged(Rig rig) {
    Plan plan = rig.plan();
    plan.say("%d slash commands a second".formatted(PER_SECOND));
    slashes(rig, plan.warmUp());
    rig.slack().faults().latency(SLOW);
    List<Double> medians = new ArrayList<>();
    List<Double> highest = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      double before = micros(rig);
      Latencies latencies = slashes(rig, plan.round());
      // The answers to the last of them.
      Waiting.pause(SLOW);
      costs.add((micros(rig) - before) / latencies.count());
      medians.add(latencies.millis(0.5));
      highest.add(latencies.millis(0.99));
    }
    rig.slack().faults().latency(Duration.ZERO);
    String what = "slash commands from Slack, %d/s, answers take 2 s: ".formatted(PER_SECOND);
    return List.of(
        Figure.of("slack.acknowledged.p50", what + "acknowledged p50", "ms", medians),
        Figure.of("slack.acknowledged.p99", what + "acknowledged p99", "ms", highest)
            .promised(ACKNOWLEDGED_PROMISED),
        Figure.of("slack.acknowledged.cpu", what + "gateway CPU", "us/op", costs));
  }

  /// An open loop: a late acknowledgement delays no other command.
  private static Latencies slashes(Rig rig, Duration time) {
    List<CompletableFuture<Ack>> sent = new ArrayList<>();
    long began = System.nanoTime();
    long commands = time.toSeconds() * PER_SECOND;
    for (long i = 0; i < commands; i++) {
      long due = began + i * Duration.ofSeconds(1).toNanos() / PER_SECOND;
      Waiting.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      sent.add(rig.olga().slashing(channel(0), "/mycelium task list"));
    }
    var latencies = new Latencies();
    sent.forEach(ack -> latencies.add(ack.join().took().toNanos()));
    return latencies;
  }

  private static double micros(Rig rig) {
    return Usage.processor(rig.gateway().pid()).toNanos() / 1e3;
  }

  /// @throws IllegalStateException when a message is missing, doubled or out of order
  private static List<Figure> mirrored(Rig rig) {
    rig.plan().say("%d posts in %d channels".formatted(POSTS, CHANNELS));
    rig.slack().limits().speedUp(AS_PUBLISHED);
    double before = micros(rig);
    long began = System.nanoTime();
    for (int i = 0; i < POSTS; i++) {
      String said = "{\"text\":\"round %d is over\"}".formatted(i);
      rig.gateway().call(rig.gateway().operatorKey(), "say", said);
    }
    Waiting.until(() -> count(rig) >= CHANNELS * POSTS, Duration.ofMillis(500), PATIENCE);
    double seconds = (System.nanoTime() - began) / 1e9;
    double cost = (micros(rig) - before) / (CHANNELS * POSTS);
    requireInOrder(rig);
    String what = "%d posts, each mirrored to %d channels in Slack: ".formatted(POSTS, CHANNELS);
    return List.of(
        Figure.of("slack.mirrored.time", what + "all of them, once and in order", "s", seconds),
        Figure.of("slack.mirrored.rate", what + "each channel", "1/s", POSTS / seconds),
        Figure.of("slack.mirrored.cpu", what + "gateway CPU per message", "us", cost),
        Figure.of(
            "slack.mirrored.memory",
            what + "gateway afterwards, resident",
            "MB",
            Usage.residentMegabytes(rig.gateway().pid())));
  }

  private static int count(Rig rig) {
    return IntStream.range(0, CHANNELS).map(i -> numbers(rig, i).size()).sum();
  }

  private static List<Integer> numbers(Rig rig, int channel) {
    return rig.olga().channel(channel(channel)).stream()
        .map(Seen::words)
        .map(NUMBER::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private static void requireInOrder(Rig rig) {
    List<Integer> said = IntStream.range(0, POSTS).boxed().toList();
    for (int i = 0; i < CHANNELS; i++) {
      List<Integer> there = numbers(rig, i);
      if (!there.equals(said)) {
        throw new IllegalStateException("channel %d shows the posts %s".formatted(i, there));
      }
    }
  }
}
