package io.mycelium.drone.sandbox;

import io.mycelium.core.text.PlainText;
import io.mycelium.drone.sandbox.Containment.Bubblewrap;
import io.mycelium.drone.sandbox.Containment.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// Finds out how commands can be contained on this machine, by running one: a program that is there
/// may still be forbidden to work.
public final class ContainmentProbe {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LONGEST_VERSION = 100;
  private static final String PROOF = "contained";

  /// From the most that a release can do to the least.
  private static final List<Set<Option>> OPTIONS =
      List.of(
          Set.of(Option.SIZED_TMPFS, Option.DISABLE_USERNS), Set.of(Option.SIZED_TMPFS), Set.of());

  private final Programs programs;
  private final Path osRelease;
  private final Path folder;

  /// @param programs where `bwrap`, `prlimit` and `setpriv` are looked for
  /// @param osRelease names the distribution, by which the install line is chosen; usually
  ///   `/etc/os-release`
  /// @param folder for trials, made when missing; no sandbox is live on it
  public ContainmentProbe(Programs programs, Path osRelease, Path folder) {
    this.programs = programs;
    this.osRelease = osRelease;
    this.folder = folder;
  }

  /// Tries. Takes some milliseconds where containment works, some seconds at most where it does
  /// not.
  ///
  /// @throws SandboxException when `folder` cannot be used
  public Containment detect() throws InterruptedException {
    Optional<Long> user = ProcTable.ownUser();
    if (user.isEmpty()) {
      return new Containment.None(
          "containment needs Linux with /proc", "run the drone on a Linux machine");
    }
    boolean root = user.get() == 0;
    List<String> all = List.of("bwrap", "prlimit", "setpriv");
    for (String needed : root ? all : all.subList(0, 2)) {
      if (programs.find(needed).isEmpty()) {
        return new Containment.None(
            "the program " + needed + " is not installed", InstallLine.of(osRelease));
      }
    }
    return tryAll(
        programs.find("bwrap").orElseThrow(),
        programs.find("prlimit").orElseThrow(),
        root ? programs.find("setpriv") : Optional.empty());
  }

  private Containment tryAll(Path bwrap, Path prlimit, Optional<Path> setpriv)
      throws InterruptedException {
    String version = version(bwrap);
    String complaint = "";
    for (Set<Option> options : OPTIONS) {
      Bubblewrap candidate = new Bubblewrap(bwrap, version, prlimit, setpriv, options);
      Trial trial = tryOut(candidate);
      if (trial.worked()) {
        return candidate;
      }
      complaint = trial.complaint();
    }
    return new Containment.None(
        "bubblewrap is installed but cannot contain a command here: " + complaint, remedy());
  }

  private record Trial(boolean worked, String complaint) {}

  private Trial tryOut(Bubblewrap candidate) throws InterruptedException {
    var output = new Lines();
    try (Sandbox sandbox =
        new Sandbox(
            candidate,
            new ResourceControl.PerProcess("for a trial"),
            programs,
            folder,
            Duration.ofMillis(100))) {
      Path work = Files.createTempDirectory(folder.toRealPath(), "trial");
      try {
        Limits limits = Limits.defaults().withWall(LONGEST);
        Run run = Run.of(work, List.of("/bin/sh", "-c", "echo " + PROOF)).withLimits(limits);
        Outcome outcome = sandbox.start(run, output).await();
        boolean worked = outcome.equals(new Outcome.Exited(0)) && output.stdout.contains(PROOF);
        return new Trial(
            worked, output.stderr.isEmpty() ? outcome.toString() : output.stderr.peek());
      } finally {
        Files.deleteIfExists(work);
      }
    } catch (IOException e) {
      throw new SandboxException("cannot try containment in " + folder, e);
    }
  }

  private static final class Lines implements RunOutput {
    private final ConcurrentLinkedQueue<String> stdout = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> stderr = new ConcurrentLinkedQueue<>();

    @Override
    public void stdoutLine(String line) {
      stdout.add(line);
    }

    @Override
    public void stderrLine(String line) {
      stderr.add(line);
    }
  }

  private static String version(Path bwrap) {
    try {
      Process process =
          new ProcessBuilder(bwrap.toString(), "--version").redirectErrorStream(true).start();
      byte[] said = process.getInputStream().readNBytes(200);
      process.destroyForcibly();
      return PlainText.line(new String(said, StandardCharsets.UTF_8), LONGEST_VERSION);
    } catch (IOException e) {
      return "bubblewrap";
    }
  }

  /// The setting that forbids user namespaces, by name where it is a known one.
  private static String remedy() {
    return Stream.of(
            forbidding("kernel.unprivileged_userns_clone", "0", "1"),
            forbidding("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
            forbidding("user.max_user_namespaces", "0", "10000"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("start the drone where it may make namespaces, outside of a locked-down container");
  }

  private static Optional<String> forbidding(String setting, String forbidden, String allowed) {
    Path file = Path.of("/proc/sys", setting.replace('.', '/'));
    try {
      return Files.readString(file).strip().equals(forbidden)
          ? Optional.of("sysctl -w " + setting + "=" + allowed)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
