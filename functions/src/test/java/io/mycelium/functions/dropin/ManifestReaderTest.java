package io.mycelium.functions.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Risk;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dedup;
import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.Keep;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Retry;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  private static final String GOOD =
      """
      name: release-notes
      summary: Notes from the history of a git repository, grouped, with authors
      risk: medium
      permission: functions.use
      effect: write
      examples: [ "release notes for the last week" ]
      options:
        repo: {type: path, required: true, help: a git repository below one of the drone's roots}
        since: {type: text, default: HEAD~20, help: the revision to start after}
        size: {type: choice, choices: [small, large], default: small, help: how much}
        most: {type: integer, default: 7, min: 1, max: 50, positional: true, help: how many}
        wait: {type: duration, max: 2h, default: 90s, help: how long}
        all: {type: flag, help: everything}
      run: [python3, notes.py]
      limits: {timeout: 2m, memory: 256m, concurrency: 4}
      """;

  @Test
  void goodManifestIsReadWhole() {
    Manifest manifest = read(GOOD).manifest().orElseThrow();

    assertThat(manifest.name().value()).isEqualTo("release-notes");
    assertThat(manifest.summary()).startsWith("Notes from the history");
    assertThat(manifest.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(manifest.permission()).isEqualTo(Permission.FUNCTIONS_USE);
    assertThat(manifest.effect()).isEqualTo(Effect.WRITE);
    assertThat(manifest.examples()).containsExactly("release notes for the last week");
    assertThat(manifest.run()).containsExactly("python3", "notes.py");
    assertThat(manifest.limits())
        .isEqualTo(
            new Manifest.Limits(
                Duration.ofMinutes(2),
                256L << 20,
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(manifest.network()).isEmpty();
  }

  @Test
  void manifestSaysWhereWhenAndHowOftenItsJobsRun() {
    String work =
        """
        requires: "linux vram>=12g !arm ~model:llama3"
        priority: low
        retry: {attempts: 4, backoff: fixed, base: 5s, most: 1m}
        deadlines: {waiting: 10m, total: 2h, heartbeat: 30s}
        keys: [database]
        once: {key: "{repo} {most}", window: 5m, mode: last}
        keep: 7d
        durability: high
        """;

    Work read = read(GOOD + work).manifest().orElseThrow().work();

    assertThat(read.requires()).hasToString("linux !arm vram>=12g ~model:llama3");
    assertThat(read.priority()).isEqualTo(JobPriority.LOW);
    Plan plan = read.plan("release-notes", Json.object().put("repo", "/srv/shop").put("most", 7));
    assertThat(plan.retry())
        .isEqualTo(new Retry(4, Retry.Backoff.FIXED, Duration.ofSeconds(5), Duration.ofMinutes(1)));
    assertThat(plan.deadlines())
        .isEqualTo(
            new Deadlines(
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ofHours(2)),
                Optional.of(Duration.ofSeconds(30))));
    assertThat(plan.keys()).containsExactly("database");
    assertThat(plan.once())
        .contains(new Dedup("release-notes//srv/shop 7", Duration.ofMinutes(5), Dedup.Mode.LAST));
    assertThat(plan.keep()).contains(Keep.alike(Duration.ofDays(7)));
    assertThat(plan.durable()).isTrue();
    assertThat(read(GOOD).manifest().orElseThrow().work()).isEqualTo(Work.STANDARD);
  }

  @Test
  void jobIsKeptByHowItEnded() {
    Work each = work("keep: {done: 1h, failed: 30d}\n");
    Work one = work("keep: {failed: 2h}\n");

    assertThat(each.keep())
        .contains(new Keep(Optional.of(Duration.ofHours(1)), Optional.of(Duration.ofDays(30))));
    assertThat(one.keep()).contains(new Keep(Optional.empty(), Optional.of(Duration.ofHours(2))));
    assertThat(work("keep: {}\n").keep()).isEmpty();
  }

  @Test
  void failuresAfterWhichNotToTryAgainAreListed() {
    Work listed = work("retry: {attempts: 3, never: [timeout, 3, out-of-memory]}\n");

    assertThat(listed.retry())
        .isEqualTo(Retry.upTo(3).notAfter(List.of("3", "out-of-memory", "timeout")));
    assertThat(work("retry: {attempts: 3}\n").retry().never()).isEmpty();
  }

  @Test
  void manifestOfAnOlderGatewayListsNoFailures() {
    Manifest manifest = read(GOOD + "retry: {attempts: 3}\n").manifest().orElseThrow();
    String json = Json.write(manifest).replace(",\"never\":[]", "");

    assertThat(json).doesNotContain("never");
    assertThat(Json.read(json, Manifest.class)).isEqualTo(manifest);
  }

  private static Work work(String lines) {
    return read(GOOD + lines).manifest().orElseThrow().work();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "requires: 'vram>=12'|'requires' cannot be read: 'vram>=12' is no requirement: it needs a unit, as in ram>=8g.",
        "priority: urgent|'priority' is 'urgent', but takes one of high, normal, low",
        "retry: {attempts: 0}|'attempts' is '0', but takes a whole number from 1 to 100",
        "retry: {base: 1s}|'attempts' is missing",
        "retry: {attempts: 3, base: 1h, most: 1m}|'most' is shorter than 'base', the first wait",
        "retry: {attempts: 3, never: timeout}|'never' is text, but takes a list such as [timeout, 3]",
        "retry: {attempts: 3, never: [timout]}|'never' has 'timout', but takes codes that a program ends with, from 1 to 255, and timeout",
        "retry: {attempts: 3, never: [3, 256]}|'never' has '256', but takes codes that a program ends with, from 1 to 255, and argument, cpu-time, disk-full, error, exit, file-missing, killed, network-refused, not-contained, not-enforced, other-system, out-of-memory, output-limit, package-broken, package-missing, path-refused, setup, timeout",
        "deadlines: {totl: 1h}|'totl' is not a key here; did you mean total?",
        "keys: [a b]|'keys' has 'a b', but takes names of letters, digits and . _ : / @ + -",
        "once: {key: '{branch}'}|'key' has '{branch}', but the options are repo, since, size, most, wait, all",
        "durability: some|'durability' is 'some', but takes one of usual, high",
        "keep: 1s|'keep' is '1s', but takes 1m to 30d, such as 2h or 7d",
        "keep: [7d]|'keep' is a list, but takes text",
        "keep: {done: 1h, failed: 31d}|'failed' is '31d', but takes 1m to 30d, such as 2h or 7d",
        "keep: {dead: 1h}|'dead' is not a key here; the keys are done, failed"
      })
  void whatIsWrongWithAJobsPlanIsSaidWithItsLine(String line, String cause) {
    assertThat(read(GOOD + line.replace("'", "\"")).problems())
        .extracting(Problem::line, Problem::cause)
        .containsExactly(tuple(16, cause));
  }

  @Test
  void optionsKeepTheirOrderAndTheirBounds() {
    List<Option> options = read(GOOD).manifest().orElseThrow().options();

    assertThat(options)
        .extracting(Option::name)
        .containsExactly("repo", "since", "size", "most", "wait", "all");
    assertThat(options.get(0).required()).isTrue();
    assertThat(options.get(1).standard()).contains(new TextNode("HEAD~20"));
    assertThat(options.get(2).choices()).containsExactly("small", "large");
    assertThat(options.get(3).positional()).isTrue();
    assertThat(options.get(3).range()).isEqualTo(new Option.Range(1, 50));
    assertThat(options.get(4).range().max()).isEqualTo(7_200);
    assertThat(options.get(4).standard()).contains(new TextNode("PT1M30S"));
    assertThat(options.get(5).type()).isEqualTo(OptionType.FLAG);
    assertThat(options.get(5).standard().orElseThrow().booleanValue()).isFalse();
  }

  @Test
  void anOptionMayBeAFile() {
    String manifest = GOOD.replace("repo: {type: path,", "table: {type: file, positional: true,");

    Option table = read(manifest).manifest().orElseThrow().options().getFirst();

    assertThat(table.type()).isEqualTo(OptionType.FILE);
    assertThat(table.required()).isTrue();
    assertThat(table.positional()).isTrue();
    assertThat(table.standard()).isEmpty();
  }

  @Test
  void pathsThatAreWrittenAreNamed() {
    assertThat(read(GOOD).manifest().orElseThrow().writes()).isEmpty();
    assertThat(read(GOOD + "writes: [repo]\n").manifest().orElseThrow().writes())
        .containsExactly("repo");
  }

  @Test
  void onlyPathsCanBeWrittenAndNotByWhatReads() {
    assertThat(problems(GOOD + "writes: [since]\n"))
        .anyMatch(problem ->
            problem.contains(
                "'writes' has 'since', but takes names of options of type path, such as repo"));
    assertThat(problems(GOOD.replace("effect: write", "effect: read") + "writes: [repo]\n"))
        .anyMatch(problem -> problem.contains("'writes' does not go with effect read"));
  }

  @Test
  void manifestOfAnOlderGatewayWritesNothing() {
    String json = Json.write(read(GOOD).manifest().orElseThrow()).replace("\"writes\":[],", "");

    assertThat(json).doesNotContain("writes");
    assertThat(Json.read(json, Manifest.class)).isEqualTo(read(GOOD).manifest().orElseThrow());
  }

  @Test
  void leastManifestHasStandards() {
    Manifest manifest =
        read("name: release-notes\nsummary: It\nrun: [./run.sh]\n").manifest().orElseThrow();

    assertThat(manifest.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(manifest.effect()).isEqualTo(Effect.WRITE);
    assertThat(manifest.permission()).isEqualTo(Permission.FUNCTIONS_USE);
    assertThat(manifest.options()).isEmpty();
    assertThat(manifest.limits()).isEqualTo(Manifest.Limits.STANDARD);
  }

  @Test
  void manifestSurvivesItsJson() {
    Manifest manifest = read(GOOD).manifest().orElseThrow();

    assertThat(Json.read(Json.write(manifest), Manifest.class)).isEqualTo(manifest);
  }

  @Test
  void policyOfTheSandboxIsRead() {
    String limits = "limits: {cpus: 1.5, processes: 20, cpu-time: 30s}";
    String given = GOOD.replaceFirst("limits: .*", limits) + "network: [pypi.org:443]\n";

    Manifest manifest = read(given).manifest().orElseThrow();

    assertThat(manifest.limits().cpus()).contains(1.5);
    assertThat(manifest.limits().processes()).contains(20);
    assertThat(manifest.limits().cpuTime()).contains(Duration.ofSeconds(30));
    assertThat(manifest.network())
        .contains(new NetworkPolicy.Allowed(List.of(new HostPattern("pypi.org", 443))));
  }

  @Test
  void listOfHostsNeedsSomeMemory() {
    String given = GOOD.replace("memory: 256m", "memory: 32m") + "network: ['*.example.org:443']\n";

    assertThat(problems(given))
        .containsExactly(
            "function.yaml:16: 'network' with a list needs a memory limit of 64m or more");
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirLines() {
    String broken =
        """
        name: release notes
        sumary: It
        risk: extreme
        permission: functions.usee
        effect: [write]
        options:
          Repo: {type: path, help: a repository}
          since: {type: txt, help: from where}
          most: {type: integer, default: many, help: how many}
          size: {type: choice, help: how much}
          json: {type: flag, help: as data}
          start-in: {type: duration, help: when}
        run: python3 notes.py
        limits: {timeout: soon, memory: 1, concurrency: 0, retries: 3}
        """;

    assertThat(problems(broken))
        .containsExactly(
            "function.yaml:1: 'name' is 'release notes', but a name has at most 32 of a-z, 0-9 and '-', and starts with a letter",
            "function.yaml:1: 'summary' is missing",
            "function.yaml:2: 'sumary' is not a key here; did you mean summary?",
            "function.yaml:3: 'risk' is 'extreme', but takes one of low, medium, high, critical",
            "function.yaml:4: 'permission' is 'functions.usee', which does not exist; did you mean functions.use or functions.read?",
            "function.yaml:5: 'effect' is a list, but takes text",
            "function.yaml:7: 'Repo' is not an option's name: at most 32 of a-z, 0-9 and '-'",
            "function.yaml:8: 'type' is 'txt', but takes one of text, integer, flag, choice, duration, path, peer, room, file; did you mean text?",
            "function.yaml:9: 'default' is 'many', but takes a whole number",
            "function.yaml:10: 'size' has no 'choices', which type choice needs",
            "function.yaml:11: 'json' is an option that every command has; choose another name",
            "function.yaml:12: 'start-in' is an option that every function has, which says when a job starts; choose another name",
            "function.yaml:13: 'run' is text, but takes a list such as [python3, notes.py]",
            "function.yaml:14: 'retries' is not a key here; the keys are timeout, memory, cpus, processes, cpu-time, concurrency",
            "function.yaml:14: 'timeout' is 'soon', but takes 1s to 24h, such as 90s or 15m",
            "function.yaml:14: 'memory' is '1', but takes 16m to 64g, such as 256m",
            "function.yaml:14: 'concurrency' is '0', but takes a whole number from 1 to 256");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: other-name | 'name' is 'other-name', but the folder is named 'release-notes'",
        "run: [] | 'run' is empty, but takes the program and its arguments",
        "run: [../evil.sh] | 'run' starts '../evil.sh', which lies outside of the folder",
        "run: [bin/../../evil.sh] | 'run' starts 'bin/../../evil.sh', which lies outside of the folder",
        "run: [python3, {a: b}] | an item of 'run' is a mapping, but takes text",
        "run: [\"a\\eb\"] | 'run' has control characters",
        "summary: | 'summary' is empty, but takes text",
        "summary: \"a\\nb\" | 'summary' has line breaks or control characters",
        "permission: root | 'permission' is 'root', which does not exist; most functions take functions.use",
        "examples: once | 'examples' is text, but takes a list such as [\"do it for ada\"]",
        "options: [a] | 'options' is a list, but takes keys and values",
        "options: {x: text} | 'x' is text, but takes keys and values",
        "options: {x: {type: text}} | 'x' has no 'help', which says what it is",
        "options: {start-after: {type: text, help: h}} | 'start-after' is an option that every function has, which says when a job starts; choose another name",
        "options: {start-anyway: {type: flag, help: h}} | 'start-anyway' is an option that every function has, which says when a job starts; choose another name",
        "options: {x: {help: h}} | 'x' has no 'type'; the types are text, integer, flag, choice, duration, path, peer, room, file",
        "options: {x: {type: reference, help: h}} | 'type' is 'reference', but takes one of text, integer, flag, choice, duration, path, peer, room, file",
        "options: {x: {type: text, help: h, required: yes}} | 'required' is 'yes', but takes true or false",
        "options: {x: {type: text, help: h, required: true, default: a}} | 'default' is never used, because the option is required",
        "options: {x: {type: file, help: h, default: a.txt}} | 'default' does not go with type file: a package brings its own files",
        "options: {x: {type: file, help: h, max: 7}} | 'max' goes with the types text, integer and duration, not with file",
        "options: {x: {type: text, help: h, choices: [a]}} | 'choices' goes with type choice, not with text",
        "options: {x: {type: choice, help: h, choices: [a, a]}} | 'choices' has a word twice",
        "options: {x: {type: choice, help: h, choices: [A B]}} | 'choices' has 'A B', but takes words of a-z, 0-9, '.', '_' and '-'",
        "options: {x: {type: flag, help: h, min: 1}} | 'min' goes with the types text, integer and duration, not with flag",
        "options: {x: {type: integer, help: h, min: 5, max: 1}} | 'min' leaves nothing between min and max",
        "options: {x: {type: text, help: h, max: -1}} | 'max' leaves nothing between min and max",
        "options: {x: {type: duration, help: h, max: long}} | 'max' is 'long', but takes a duration such as 90s, 15m, 2h or 1d",
        "limits: {memory: 900g} | 'memory' is '900g', but takes 16m to 64g, such as 256m",
        "limits: {timeout: 2d} | 'timeout' is '2d', but takes 1s to 24h, such as 90s or 15m",
        "limits: {cpus: 0} | 'cpus' is '0', but takes 0.1 to 256, such as 2 or 0.5",
        "limits: {cpus: all} | 'cpus' is 'all', but takes 0.1 to 256, such as 2 or 0.5",
        "limits: {processes: 5000} | 'processes' is '5000', but takes a whole number from 1 to 4096",
        "limits: {cpu-time: 0s} | 'cpu-time' is '0s', but takes 1s to 24h, such as 90s or 15m",
        "network: open | 'network' is 'open', but takes none, full, or a list such as [pypi.org:443]",
        "network: {pypi.org: 443} | 'network' is a mapping, but takes text",
        "network: [] | 'network' takes 1 to 64 hosts",
        "network: [pypi.org] | 'network' has 'pypi.org', but takes a host and a port, such as pypi.org:443, *.example.org:443 or 10.0.0.5:5432",
        "[a]: b | a key is a word, not a list",
      })
  void singleProblemIsNamed(String line, String cause) {
    String key = line.substring(0, line.indexOf(':'));
    String rest =
        GOOD.lines()
            .filter(l -> !l.startsWith(key + ":") && !l.startsWith("  "))
            .filter(l -> !l.startsWith("options:"))
            .reduce("", (a, b) -> a + b + "\n");

    assertThat(problems(rest + line + "\n"))
        .containsExactly("function.yaml:%d: %s".formatted(rest.lines().count() + 1, cause));
  }

  @Test
  void keyThatIsThereTwiceIsNamedWithItsSecondLine() {
    assertThat(problems(GOOD + "risk: high\n"))
        .containsExactly("function.yaml:16: 'risk' is there twice");
  }

  @Test
  void missingRunIsNamed() {
    assertThat(problems("name: release-notes\nsummary: It\n"))
        .containsExactly(
            "function.yaml:1: 'run' is missing: the program and its arguments, such as [python3, notes.py]");
  }

  @Test
  void brokenYamlIsToldWithItsLine() {
    assertThat(problems("name: a\nsummary: [unclosed\nrun: [x]\n"))
        .singleElement()
        .asString()
        .startsWith("function.yaml:3: is not valid YAML: ");
    assertThat(problems("name: a\n\tsummary: b\n"))
        .singleElement()
        .asString()
        .startsWith("function.yaml:2: is not valid YAML: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "just words", "- a\n- b\n"})
  void whatIsNoMappingIsRefused(String text) {
    assertThat(problems(text)).hasSize(1);
  }

  @Test
  void secondDocumentIsRefused() {
    assertThat(problems(GOOD + "---\nname: b\n")).singleElement().asString().contains("YAML");
  }

  @Test
  void bytesThatAreNotUtf8AreToldWithTheirLine() {
    byte[] content = "name: a\nsummary: x\n".getBytes(StandardCharsets.UTF_8);
    content[17] = (byte) 0xff;

    assertThat(texts(ManifestReader.read(content, "a")))
        .containsExactly("function.yaml:2: is not UTF-8 here");
  }

  @Test
  void characterThatYamlForbidsIsToldWithItsLine() {
    assertThat(problems("name: a\nsummary: b\u0007\n"))
        .containsExactly("function.yaml:2: has the character U+0007, which YAML does not allow");
  }

  @Test
  void deepNestingAliasesAndLargeFilesCostNothing() {
    String bomb = "a: &a [x]\nb: [*a, *a]\n";
    String deep = "options: " + "[".repeat(30_000);
    String large = "# " + "x".repeat(70_000);

    assertThat(problems(bomb))
        .containsExactly("function.yaml:2: has an alias; write the value out instead");
    assertThat(problems(deep))
        .containsExactly("function.yaml:1: nests deeper than a manifest does");
    assertThat(problems(large)).containsExactly("function.yaml: is larger than 64 KiB");
  }

  @Test
  void hostileValuesAreShownNotObeyed() {
    String text = GOOD.replace("risk: medium", "risk: \"%s \\e[2J \\u202e %n\"");

    assertThat(problems(text))
        .singleElement()
        .asString()
        .isEqualTo(
            "function.yaml:3: 'risk' is '%s   %n', but takes one of low, medium, high, critical");
  }

  @Test
  void hostileKeysAreShownNotObeyed() {
    assertThat(problems(GOOD + "\"%s%n\\e[2J\": 1\n"))
        .singleElement()
        .asString()
        .startsWith("function.yaml:16: '%s%n' is not a key here");
  }

  /// Seeded: a manifest that was cut or garbled anywhere gives problems or a manifest, nothing
  /// else.
  @Test
  void garbledManifestNeverEndsInAnotherError() {
    var random = new Random(11);

    for (int i = 0; i < 1_500; i++) {
      byte[] content = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int j = 0; j <= i % 4; j++) {
        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
      }
      ManifestReader.Read read = ManifestReader.read(content, "release-notes");
      assertThat(read.manifest().isPresent()).isEqualTo(read.problems().isEmpty());
    }
  }

  private static ManifestReader.Read read(String text) {
    ManifestReader.Read read =
        ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), "release-notes");
    assertThat(read.manifest().isPresent()).isEqualTo(read.problems().isEmpty());
    return read;
  }

  private static List<String> problems(String text) {
    ManifestReader.Read read = read(text);
    assertThat(read.manifest()).isEqualTo(Optional.empty());
    return texts(read);
  }

  private static List<String> texts(ManifestReader.Read read) {
    return read.problems().stream().map(Problem::toString).toList();
  }
}
