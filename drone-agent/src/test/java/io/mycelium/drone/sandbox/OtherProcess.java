package io.mycelium.drone.sandbox;

import io.mycelium.core.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A JVM of its own that probes the machine and runs one script: for tests that kill the drone or
/// are another user.
final class OtherProcess implements AutoCloseable {
  /// A name at which every user reaches our classes, wherever the checkout lies.
  private final Path classes;

  OtherProcess() throws IOException {
    classes = TemporaryFolders.create("classes");
    Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwxr-xr-x"));
    copy(Sandbox.class);
    copy(OtherProcess.class);
    copyAlone(PlainText.class);
  }

  /// @param prefix a command line in front, such as one that changes the user
  /// @param containment `probe` or `none`
  Process start(
      List<String> prefix, String containment, Path folder, String script, List<Path> readable)
      throws IOException {
    List<String> line = new ArrayList<>(prefix);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-cp", classes.toString()));
    line.addAll(List.of(OtherProcess.class.getName(), containment, folder.toString(), script));
    readable.forEach(path -> line.add(path.toString()));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /// Prints the level, every line of output, and the outcome.
  public static void main(String... arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[1]);
    Programs programs = Programs.ofSystem();
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
        new Sandbox(containment, programs, folder.resolve("sandbox"), Duration.ofSeconds(1))) {
      System.out.println(sandbox.start(run, printing).await());
    }
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
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  /// For a class whose package is elsewhere, and perhaps in a jar.
  private void copyAlone(Class<?> one) throws IOException {
    String file = one.getName().replace('.', '/') + ".class";
    Path target = classes.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream content = one.getResourceAsStream('/' + file)) {
      Files.copy(Objects.requireNonNull(content), target);
    }
  }
}
