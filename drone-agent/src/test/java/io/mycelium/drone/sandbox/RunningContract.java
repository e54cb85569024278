package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.drone.sandbox.SandboxFixture.Ended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What holds for a run with and without containment.
abstract class RunningContract {
  private final SandboxFixture fixture;

  RunningContract(SandboxFixture fixture) {
    this.fixture = fixture;
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void exitCodeIsReported() throws Exception {
    Ended ended = fixture.ended(fixture.shell("exit 7"));

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(7));
  }

  @Test
  void signalIsReported() throws Exception {
    Ended ended =
        fixture.ended(fixture.run("python3", "-c", "import os; os.kill(os.getpid(), 11)"));

    assertThat(ended.outcome()).isEqualTo(new Outcome.Killed(11));
  }

  @Test
  void missingProgramEndsTheRunWithAReason() throws Exception {
    Ended ended = fixture.ended(fixture.run("no-such-program"));

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(127));
    assertThat(ended.stderr()).contains("no-such-program");
  }

  @Test
  void inputArrivesWhole() throws Exception {
    String input = "first line\nsecond ü\0\n".repeat(20_000);

    Ended ended = fixture.ended(fixture.run("cat").withStdin(Input.of(input)));

    assertThat(ended.stdout()).isEqualTo(input);
  }

  @Test
  void commandThatReadsNothingEndsDespiteMuchInput() throws Exception {
    Ended ended = fixture.ended(fixture.run("true").withStdin(Input.of("x".repeat(1 << 20))));

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
  }

  @Test
  void variablesArriveAsTheyWereGiven() throws Exception {
    String value = "it's \"$HOME\" `id` \\ ā€\n;\u0001 end ";

    Ended ended =
        fixture.ended(fixture.run("printenv", "GIVEN").withEnvironment(Map.of("GIVEN", value)));

    assertThat(ended.stdout()).isEqualTo(value + "\n");
  }

  @Test
  void nothingOfTheDronesEnvironmentIsInherited() throws Exception {
    Ended ended = fixture.ended(fixture.run("env"));

    assertThat(ended.stdout().lines().map(line -> line.split("=")[0]))
        .isSubsetOf(
            "PATH",
            "LANG",
            "HOME",
            "TMPDIR",
            "MYCELIUM_WORK",
            "MYCELIUM_JOB",
            "JAVA_TOOL_OPTIONS",
            "PWD",
            "OLDPWD",
            "_",
            "SHLVL");
  }

  @Test
  void javaIsTheOneOfTheDroneWhateverElseIsInstalled() throws Exception {
    Ended ended = fixture.ended(fixture.shell("java -XshowSettings:properties -version 2>&1"));

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(ended.stdout()).contains("java.home = " + OwnJava.ofThisProcess().home());
  }

  @Test
  void workFolderIsTheCurrentOneAndWritable() throws Exception {
    Run run = fixture.shell("test \"$(pwd)\" = \"$MYCELIUM_WORK\" && echo made > file");

    Ended ended = fixture.ended(run);

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(run.workFolder().resolve("file")).hasContent("made\n");
  }

  @Test
  void wallClockEndsTheRunAndAChildThatLeftItsSession() throws Exception {
    String name = "left-" + UUID.randomUUID();
    Run run =
        fixture
            .shell("(setsid sh -c 'sleep 1000; : %s' &) & trap '' TERM; sleep 1001".formatted(name))
            .withLimits(Limits.defaults().withWall(Duration.ofSeconds(1)));

    Ended ended = fixture.ended(run);

    assertThat(ended.outcome()).isEqualTo(new Outcome.TimedOut());
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void childInTheBackgroundEndsWithItsCommand() throws Exception {
    String name = "background-" + UUID.randomUUID();
    Run run =
        fixture.shell(
            """
            setsid sh -c 'touch up; sleep 1000; : %s' >/dev/null 2>&1 &
            until test -e up; do sleep 0.01; done
            """
                .formatted(name));

    Ended ended = fixture.ended(run);

    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void killGivesTheCommandTimeToEnd() throws Exception {
    Captured output = new Captured();
    Execution execution =
        fixture
            .sandbox()
            .start(
                fixture.shell(
                    "trap 'echo cleaned; exit 0' TERM; echo ready; while :; do sleep 0.05; done"),
                output);
    await().until(() -> output.lines().contains("ready"));

    execution.kill();

    assertThat(execution.await()).isEqualTo(new Outcome.Cancelled());
    assertThat(output.lines()).containsExactly("ready", "cleaned");
  }

  @Test
  void killForcesACommandThatDoesNotListen() throws Exception {
    Captured output = new Captured();
    String name = "deaf-" + UUID.randomUUID();
    Execution execution =
        fixture
            .sandbox()
            .start(
                fixture.shell(
                    "trap '' TERM; echo ready; : %s; while :; do sleep 1; done".formatted(name)),
                output);
    await().until(() -> output.lines().contains("ready"));

    execution.kill();
    execution.kill();

    assertThat(execution.await()).isEqualTo(new Outcome.Cancelled());
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void runOutlivesTheThreadThatStartedIt() throws Exception {
    Captured output = new Captured();
    Execution execution;
    try (ExecutorService starter = Executors.newSingleThreadExecutor()) {
      Run run = fixture.shell("echo up; sleep 0.5; exit 3");
      execution = starter.submit(() -> fixture.sandbox().start(run, output)).get();
      await().until(() -> output.lines().contains("up"));
    }

    assertThat(execution.await()).isEqualTo(new Outcome.Exited(3));
  }

  @Test
  void closingTheSandboxEndsItsRuns() throws Exception {
    Execution execution =
        fixture.sandbox().start(fixture.run("sleep", "1000"), RunOutput.discarding());

    fixture.close();

    assertThat(execution.await(Duration.ZERO)).contains(new Outcome.Cancelled());
  }

  @Test
  void tenMegabytesStreamThroughInSmallPieces() throws Exception {
    AtomicLong bytes = new AtomicLong();
    AtomicLong largest = new AtomicLong();
    AtomicLong lines = new AtomicLong();
    RunOutput counting =
        new RunOutput() {
          @Override
          public void stdout(ByteBuffer chunk) {
            bytes.addAndGet(chunk.remaining());
            largest.accumulateAndGet(chunk.remaining(), Math::max);
          }

          @Override
          public void stdoutLine(String line) {
            lines.incrementAndGet();
          }
        };
    Run run = fixture.shell("yes 0123456789abcdef0123456789abcde | head -c 10485760");

    Outcome outcome = fixture.sandbox().start(run, counting).await();

    assertThat(outcome).isEqualTo(new Outcome.Exited(0));
    assertThat(bytes).hasValue(10 << 20);
    assertThat(lines).hasValue((10 << 20) / 32);
    assertThat(largest.get()).isLessThanOrEqualTo(8192);
  }

  @Test
  void lineWithoutEndIsCutAndTheRestForgotten() throws Exception {
    Captured output = new Captured();

    fixture
        .sandbox()
        .start(
            fixture.shell("head -c 5000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo next >&2"),
            output)
        .await();

    assertThat(output.errors()).containsExactly("x".repeat(16 * 1024) + " [line cut]", "next");
  }

  @Test
  void escapeSequencesInLinesAreNeutralised() throws Exception {
    Captured output = new Captured();

    fixture
        .sandbox()
        .start(fixture.shell("printf '\\033[31mred\\033]0;title\\007 \\377 \\000\\n' >&2"), output)
        .await();

    assertThat(output.errors()).containsExactly("red \ufffd \ufffd");
  }

  @Test
  void takerThatThrowsEndsTheRun() throws Exception {
    IllegalStateException full = new IllegalStateException("full");
    RunOutput throwing =
        new RunOutput() {
          @Override
          public void stdoutLine(String line) {
            throw full;
          }
        };

    Execution execution = fixture.sandbox().start(fixture.shell("echo line; sleep 1000"), throwing);

    assertThatThrownBy(execution::await).isInstanceOf(SandboxException.class).hasCause(full);
  }

  @Test
  void takerThatBreaksDownEndsTheRunToo() throws Exception {
    StackOverflowError deep = new StackOverflowError("deep");
    RunOutput breaking =
        new RunOutput() {
          @Override
          public void stderrLine(String line) {
            throw deep;
          }
        };

    Execution execution =
        fixture.sandbox().start(fixture.shell("echo line >&2; sleep 1000"), breaking);

    assertThatThrownBy(() -> execution.await(Duration.ofSeconds(60)))
        .isInstanceOf(SandboxException.class)
        .hasRootCause(deep);
  }

  @Test
  void gigabyteOfMemoryIsRefused() throws Exception {
    Ended ended = fixture.ended(fixture.run("python3", "-c", "print(len(b'x' * (1 << 30)))"));

    assertThat(ended.stdout()).isEmpty();
    if (fixture.sandbox().control().wholeMemory()) {
      assertThat(ended.outcome()).isEqualTo(new Outcome.OutOfMemory());
    } else {
      assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(1));
      assertThat(ended.stderr()).contains("MemoryError");
    }
  }

  @Test
  void processorTimeRunsOut() throws Exception {
    Run run =
        fixture
            .shell("while :; do :; done")
            .withLimits(Limits.defaults().withCpu(Duration.ofMillis(900)));

    assertThat(fixture.ended(run).outcome())
        .isIn(new Outcome.Killed(24), new Outcome.OutOfProcessorTime());
  }

  @Test
  void tooLargeFileIsRefused() throws Exception {
    Run run = fixture.run("dd", "if=/dev/zero", "of=large", "bs=1M", "count=65", "status=none");

    assertThat(fixture.ended(run).outcome()).isEqualTo(new Outcome.Killed(25));
  }
}
