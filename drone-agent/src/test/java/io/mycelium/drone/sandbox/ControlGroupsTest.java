package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.drone.sandbox.SandboxFixture.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What holds for a run as a whole where the kernel has groups for us.
@NeedsControlGroups
final class ControlGroupsTest {
  private final SandboxFixture fixture = SandboxFixture.grouped();

  ControlGroupsTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  /// Each of them alone would fit.
  @Test
  void memoryOfAllProcessesTogetherIsLimited() throws Exception {
    String script =
        """
        import os, sys
        read, write = os.pipe()
        children = []
        for child in range(3):
            children.append(os.fork())
            if children[-1] == 0:
                block = b'x' * (60 << 20)
                os.read(read, 1)
        pid, status = os.wait()
        for child in children:
            if child != pid:
                os.kill(child, 9)
        sys.exit(status & 127)
        """;
    Run run =
        fixture
            .run("python3", "-c", script)
            .withLimits(Limits.defaults().withMemoryBytes(128L << 20));

    assertThat(fixture.ended(run).outcome()).isEqualTo(new Outcome.OutOfMemory());
  }

  @Test
  void processesOfAllTogetherAreLimited() throws Exception {
    Run run =
        fixture
            .run(
                "python3",
                "-c",
                """
                import os, time
                made = 0
                try:
                    while True:
                        if os.fork() == 0:
                            time.sleep(1000)
                        made += 1
                except BlockingIOError:
                    print(made, flush=True)
                """)
            .withLimits(Limits.defaults().withProcesses(20));

    Ended ended = fixture.ended(run);

    assertThat(Integer.parseInt(ended.stdout().strip())).isBetween(10, 23);
    assertThat(ended.outcome()).isEqualTo(new Outcome.Exited(0));
  }

  @Test
  void shareOfAProcessorIsKept() throws Exception {
    assumeThat(fixture.sandbox().control().cpus()).isTrue();
    String busy =
        """
        import time
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            pass
        print(time.process_time())
        """;
    Run run = fixture.run("python3", "-c", busy).withLimits(Limits.defaults().withCpus(0.2));

    assertThat(Double.parseDouble(fixture.ended(run).stdout())).isBetween(0.05, 0.7);
  }

  @Test
  void processorTimeIsThatOfAllProcesses() throws Exception {
    Run run =
        fixture
            .shell("while :; do timeout 0.3 sh -c 'while :; do :; done'; done")
            .withLimits(Limits.defaults().withCpu(Duration.ofSeconds(1)));

    assertThat(fixture.ended(run).outcome()).isEqualTo(new Outcome.OutOfProcessorTime());
  }

  /// Without a group nothing would be known of it: it has other parents, another session, and no
  /// variable of ours.
  @Test
  void processThatLeavesAllItsMarksAtOnceEndsToo() throws Exception {
    String name = "vanished-" + UUID.randomUUID();
    Run run =
        fixture.shell(
            """
            env -i /bin/sh -c 'exec 3>up; setsid sh -c "sleep 1000; : %s" </dev/null >/dev/null 2>&1 3>&- &'
            until test -e up; do sleep 0.01; done
            """
                .formatted(name));

    assertThat(fixture.ended(run).outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(Processes.whoseCommandHolds(name)).isEmpty();
  }

  @Test
  void nothingIsLeftOfAGroup() throws Exception {
    fixture.ended(fixture.shell("exit 3"));

    assertThat(left(fixture.folder("sandbox"))).isEmpty();
  }

  @Test
  void nextSandboxRemovesWhatAKilledDroneLeft() throws Exception {
    Path folder = fixture.folder("other");
    var mark = new JobMark(JobMark.prefix(folder) + "left");
    ResourceControl control = fixture.sandbox().control();
    ControlGroup group =
        new ControlGroups(control).make(mark, new GroupLimits(64L << 20, 8, Optional.empty()));
    Process sleeping =
        new ProcessBuilder(Joining.inFront(group.doors(), List.of("sleep", "1000"))).start();
    Path groups = Path.of("/proc", Long.toString(sleeping.pid()), "cgroup");
    await().until(() -> Files.readString(groups).contains(mark.value()));

    new Sandbox(
            fixture.sandbox().containment(),
            control,
            Programs.ofSystem(),
            folder,
            Duration.ofSeconds(1))
        .close();

    assertThat(sleeping.onExit())
        .succeedsWithin(Duration.ofSeconds(10))
        .returns(137, Process::exitValue);
    assertThat(left(folder)).isEmpty();
  }

  private static List<Path> left(Path installation) throws IOException {
    return LeftGroups.named("mycelium-" + JobMark.prefix(installation));
  }
}
