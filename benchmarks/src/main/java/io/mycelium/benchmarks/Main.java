package io.mycelium.benchmarks;

import io.mycelium.benchmarks.cases.BrowsersCase;
import io.mycelium.benchmarks.cases.Case;
import io.mycelium.benchmarks.cases.ClaimCase;
import io.mycelium.benchmarks.cases.CommandLineCase;
import io.mycelium.benchmarks.cases.DronesCase;
import io.mycelium.benchmarks.cases.FirstStartCase;
import io.mycelium.benchmarks.cases.IdleStreamsCase;
import io.mycelium.benchmarks.cases.JobCase;
import io.mycelium.benchmarks.cases.MemoryCase;
import io.mycelium.benchmarks.cases.MentionCase;
import io.mycelium.benchmarks.cases.MirrorCase;
import io.mycelium.benchmarks.cases.PageCase;
import io.mycelium.benchmarks.cases.QueueCase;
import io.mycelium.benchmarks.cases.RecoveryCase;
import io.mycelium.benchmarks.cases.SlackCase;
import io.mycelium.benchmarks.cases.StartCase;
import io.mycelium.benchmarks.cases.StreamCase;
import io.mycelium.benchmarks.cases.TaskCase;
import io.mycelium.benchmarks.process.Checkout;
import io.mycelium.benchmarks.report.Document;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.benchmarks.report.Machine;
import io.mycelium.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The program behind `benchmarks/run`.
public final class Main {
  private static final int USAGE = 2;
  private static final List<Case> USUAL =
      List.of(
          new StartCase(),
          new CommandLineCase(),
          new TaskCase(),
          new MemoryCase(),
          new StreamCase(),
          new IdleStreamsCase(),
          new PageCase(),
          new BrowsersCase(),
          new JobCase(),
          new QueueCase(),
          new ClaimCase(),
          new RecoveryCase(),
          new DronesCase(),
          new MentionCase(),
          new SlackCase(),
          new MirrorCase());
  private static final Case FIRST_START = new FirstStartCase();
  private static final String HELP =
      """
      Usage: benchmarks/run [options]

      Measures Mycelium on this machine, prints a table and writes benchmarks/target/results.json.

        --only A,B      only these cases: start, cli, tasks, memory, streams,
                        idle-streams, page, browsers, jobs, queue, claims,
                        recovery, drones, mentions, slack, mirror, first-start
        --first-start   also the first start, which clones this checkout and builds it
        --rounds N      measurements of each load (3)
        --seconds N     length of a measurement (10)
        --profile       also record where the processor time goes, to benchmarks/target/profile-*
        --docs          also write the tables into docs/reference/performance.md
      """;

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    if (words.contains("--help")) {
      System.out.print(HELP);
      return;
    }
    Path work = Files.createTempDirectory("mycelium-benchmarks");
    try {
      measure(plan(words, work));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(HELP);
      System.exit(USAGE);
    } finally {
      remove(work);
    }
  }

  private static Plan plan(List<String> words, Path work) {
    Set<String> cases = new LinkedHashSet<>();
    int rounds = 3;
    Duration round = Duration.ofSeconds(10);
    var rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--only" -> cases.addAll(Arrays.asList(value(word, rest).split(",")));
        case "--rounds" -> rounds = Integer.parseInt(value(word, rest));
        case "--seconds" -> round = Duration.ofSeconds(Integer.parseInt(value(word, rest)));
        case "--first-start", "--profile", "--docs" -> {}
        default -> throw new IllegalArgumentException("There is no option " + word);
      }
    }
    if (cases.isEmpty()) {
      USUAL.forEach(usual -> cases.add(usual.name()));
    }
    if (words.contains("--first-start")) {
      cases.add(FIRST_START.name());
    }
    return new Plan(
        cases, round, rounds, words.contains("--docs"), words.contains("--profile"), work);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static void measure(Plan plan) throws IOException {
    var machine = Machine.describe(Clock.systemUTC());
    List<Figure> figures = new ArrayList<>();
    Set<String> settings = new LinkedHashSet<>();
    for (Case one : Stream.concat(USUAL.stream(), Stream.of(FIRST_START)).toList()) {
      if (plan.cases().contains(one.name())) {
        System.err.println(one.name());
        settings.addAll(one.settings());
        figures.addAll(one.run(plan));
      }
    }
    var report = new Report(machine, List.copyOf(settings), figures);
    System.out.println(report.table());
    System.out.println("\nSettings other than the standard ones: " + String.join(" ", settings));
    Path results = Checkout.home().resolve("benchmarks/target/results.json");
    Files.createDirectories(results.getParent());
    Files.writeString(results, report.json() + "\n");
    if (plan.docs()) {
      Document.write(Checkout.home().resolve("docs/reference/performance.md"), report);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
