package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.core.fixture.NpmFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// A room that is shown in fifty channels of Slack's double and fifty of Discord's twin, within the
/// rate limits of both. What is said comes in turn from the room, from a channel of Slack and from
/// one of Discord.
public final class MirrorCase implements Case {
  private static final int CHANNELS = 50;

  /// Each is shown in all channels but the one in which it was said: somewhat over 10,000 messages.
  private static final int POSTS = 102;

  @Override
  public String name() {
    return "mirror";
  }

  @Override
  public List<String> settings() {
    return Settings.UNLIMITED;
  }

  @Override
  public List<Figure> run(Plan plan) {
    if (!NpmFolder.isPossible()) {
      plan.say("skipped: " + NpmFolder.MISSING);
      return List.of();
    }
    try (FarEnd slack = SlackEnd.in(plan.work());
        FarEnd discord = DiscordEnd.in(plan.work())) {
      List<FarEnd> ends = List.of(slack, discord);
      List<String> bridged = ends.stream().flatMap(end -> end.settings().stream()).toList();
      Path data = plan.work().resolve("mirror");
      String[] words = Settings.words(Settings.with(Settings.UNLIMITED, bridged));
      try (Gateway gateway = Gateway.start(data, Map.of(), words)) {
        ends.forEach(end -> FarEnd.show(end, gateway, CHANNELS));
        return mirrored(plan, gateway, ends);
      }
    }
  }

  /// @throws IllegalStateException when a message is missing, doubled or out of order
  private static List<Figure> mirrored(Plan plan, Gateway gateway, List<FarEnd> ends) {
    plan.say("%d posts in %d channels".formatted(POSTS, CHANNELS * ends.size()));
    // At one a second in each channel, for so long as the compiler needs.
    round("warm-up", Math.toIntExact(plan.warmUp().toSeconds()), gateway, ends).run();
    ends.forEach(end -> end.limit(FarEnd.AS_PUBLISHED));
    Mirroring round = round("round", POSTS, gateway, ends);
    Duration before = Usage.processor(gateway.pid());
    List<Double> seconds = round.run();
    Duration used = Usage.processor(gateway.pid()).minus(before);
    double memory = Usage.residentMegabytes(gateway.pid());
    // Whatever were to come twice would have come before this.
    round("end", 1, gateway, ends).run();
    round.requireAllOnceAndInOrder();
    return figures(ends, seconds, used, memory);
  }

  private static Mirroring round(String word, int posts, Gateway gateway, List<FarEnd> ends) {
    return new Mirroring(gateway, ends, CHANNELS, new MirrorRound(word, posts, ends.size()));
  }

  private static List<Figure> figures(
      List<FarEnd> ends, List<Double> seconds, Duration used, double memory) {
    var round = new MirrorRound("round", POSTS, ends.size());
    int messages = IntStream.range(0, ends.size()).map(end -> round.mirrored(end, CHANNELS)).sum();
    String what =
        "%,d messages mirrored to %d channels each of %s: "
            .formatted(
                messages,
                CHANNELS,
                String.join(" and ", ends.stream().map(FarEnd::toString).toList()));
    List<Figure> figures = new ArrayList<>();
    for (int end = 0; end < ends.size(); end++) {
      String name = ends.get(end).toString();
      figures.add(
          Figure.of(
              "mirror.%s.time".formatted(name.toLowerCase(Locale.ROOT)),
              what + "all in " + name + ", once and in order",
              "s",
              seconds.get(end)));
    }
    figures.add(
        Figure.of(
            "mirror.cpu", what + "gateway CPU per message", "us", used.toNanos() / 1e3 / messages));
    figures.add(Figure.of("mirror.memory", what + "gateway afterwards, resident", "MB", memory));
    return figures;
  }
}
