package io.mycelium.drone.sandbox;

import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.egress.Egress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A JVM of its own that probes the machine and runs one script: for tests that kill the drone or
/// are another user.
final class OtherProcess implements AutoCloseable {
  /// A name at which every user reaches our classes, wherever the checkout lies.
  private final Path classes;

  private final Path core;

  OtherProcess() throws IOException {
    classes = TemporaryFolders.create("classes");
    Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwxr-xr-x"));
    copy(Sandbox.class);
    copy(OtherProcess.class);
    copy(Egress.class);
    core = copyAll(NetworkPolicy.class);
  }

  /// @param prefix a command line in front, such as one that changes the user
  /// @param containment `probe` or `none`
  Process start(
      List<String> prefix, String containment, Path folder, String script, List<Path> readable)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(containment, folder.toString(), script));
    readable.forEach(path -> arguments.add(path.toString()));
    return start(prefix, OtherProcess.class, arguments);
  }

  /// @param prefix a command line in front, such as one that changes the user
  /// @param main a class of this package
  Process start(List<String> prefix, Class<?> main, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(prefix);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes + ":" + core));
    line.add(main.getName());
    line.addAll(arguments);
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /// Prints the level, every line of output, and the outcome.
  public static void main(String... arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[1]);
    Programs programs = programs(folder);
    Containment containment =
        arguments[0].equals("probe")
            ? new ContainmentProbe(programs, Path.of("/etc/os-release"), folder.resolve("probe"))
                .detect()
            : new Containment.None("as the test wants it", "nothing to mend");
    System.out.println(containment);
    RunOutput printing =
        new RunOutput() {
          @Override
          public void stdoutLine(String line) {
            System.out.println(line);
          }

          @Override
          public void stderrLine(String line) {
            System.out.println("stderr: " + line);
          }
        };
    Run run =
        Run.of(Files.createTempDirectory(folder, "work"), List.of("sh", "-c", arguments[2]))
            .withReadable(Stream.of(arguments).skip(3).map(Path::of).toList())
            .withEnvironment(
                Map.of(
                    "GIT_CONFIG_COUNT",
                    "1",
                    "GIT_CONFIG_KEY_0",
                    "safe.directory",
                    "GIT_CONFIG_VALUE_0",
                    "*"));
    try (Sandbox sandbox =
        new Sandbox(
            containment,
            new ResourceProbe(Path.of("/"), folder.resolve("sandbox")).detect(),
            programs,
            folder.resolve("sandbox"),
            Duration.ofSeconds(1))) {
      System.out.println(sandbox.start(run, printing).await());
    }
  }

  /// A test puts programs of its own before those of the system.
  private static Programs programs(Path folder) {
    Path own = folder.resolve("programs");
    return Files.isDirectory(own)
        ? new Programs(List.of(own, Path.of("/usr/bin"), Path.of("/bin")))
        : Programs.ofSystem();
  }

  @Override
  public void close() throws IOException {
    TemporaryFolders.delete(classes);
  }

  private void copy(Class<?> one) throws IOException {
    Path source = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path packages = Path.of(one.getPackageName().replace('.', '/'));
    Path target = Files.createDirectories(classes.resolve(packages));
    try (Stream<Path> files = Files.list(source.resolve(packages))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  /// All that lies where a class does: a jar, or a folder.
  private Path copyAll(Class<?> one) throws IOException {
    Path source = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path target = classes.resolve("core");
    if (Files.isRegularFile(source)) {
      return Files.copy(source, target);
    }
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
    return target;
  }
}
