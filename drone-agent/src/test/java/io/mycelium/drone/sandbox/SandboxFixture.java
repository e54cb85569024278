package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A sandbox in a folder of its own, and runs in it. All folders lie below one of mode 0700, as a
/// drone's do.
final class SandboxFixture implements AutoCloseable {
  private final Path home;
  private final Sandbox sandbox;

  private SandboxFixture(Path home, Containment containment, ResourceControl control) {
    this.home = home;
    this.sandbox =
        new Sandbox(
            containment,
            control,
            Programs.ofSystem(),
            home.resolve("sandbox"),
            Duration.ofMillis(500));
  }

  static SandboxFixture contained() throws IOException {
    return new SandboxFixture(
        TemporaryFolders.create("contained"),
        NeedsBubblewrap.Probed.CONTAINMENT,
        NeedsControlGroups.Probed.CONTROL);
  }

  static SandboxFixture uncontained() throws IOException {
    return new SandboxFixture(
        TemporaryFolders.create("uncontained"),
        new Containment.None("as the test wants it", "nothing to mend"),
        new ResourceControl.PerProcess("as the test wants it"));
  }

  /// Uncontained, but in a control group.
  static SandboxFixture grouped() throws IOException {
    return new SandboxFixture(
        TemporaryFolders.create("grouped"),
        new Containment.None("as the test wants it", "nothing to mend"),
        NeedsControlGroups.Probed.CONTROL);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /// A new folder.
  Path folder(String name) throws IOException {
    return Files.createDirectories(home.resolve(name));
  }

  Run run(String... argv) throws IOException {
    return Run.of(Files.createTempDirectory(home, "work"), List.of(argv));
  }

  Run shell(String script) throws IOException {
    return run("sh", "-c", script);
  }

  Ended ended(Run run) throws InterruptedException {
    Captured output = new Captured();
    Outcome outcome = sandbox.start(run, output).await();
    return new Ended(outcome, output.text(), String.join("\n", output.errors()), output.notes());
  }

  record Ended(Outcome outcome, String stdout, String stderr, List<String> notes) {}

  @Override
  public void close() throws IOException {
    sandbox.close();
    if (Files.exists(home)) {
      TemporaryFolders.delete(home);
    }
  }
}
