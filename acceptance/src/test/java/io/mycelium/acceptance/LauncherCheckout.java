package io.mycelium.acceptance;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A checkout with one source and the launcher, on a machine with the JDKs, tools and environment
/// that a test gives it.
final class LauncherCheckout implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("..", "mycelium").toAbsolutePath().normalize();
  private static final List<String> TOOLS =
      List.of("cat cksum date find ln mkdir mv nice readlink rm sed sleep tail timeout".split(" "));

  /// Prints who it is and its arguments, a line each; asked for a cache it makes one and says no
  /// more.
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in -XX:AOTCacheOutput=*)
          echo "$*" >>"$TRAINED"
          [ -z "$TRAINING_FAILS" ] || exit 1
          : >"${argument#*=}"
          exit 0 ;;
        esac
      done
      printf '%s\\n' 'NAME' "$@"
      """;

  /// Notes that it ran; waits for the file HOLD, fails for FAILS, else builds.
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME" >>"$BUILDS"
      while [ -n "$HOLD" ] && [ ! -e "$HOLD" ]; do sleep 0.05; done
      mkdir -p gateway/target/lib
      : >gateway/target/mycelium-gateway.jar
      if [ -n "$FAILS" ]; then echo '[ERROR] cannot find symbol'; exit 1; fi
      : >gateway/target/lib/mycelium-cli-1.jar
      : >gateway/target/lib/mycelium-drone-agent-1.jar
      """;

  private final Path temp;
  private final Path checkout;
  private final Path source;
  private final Path bin;
  private final Path jdks;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<Process, Path> outputs = new HashMap<>();

  /// What a run of the launcher left: for one that came as far as Java, the name of the JDK and the
  /// arguments.
  record Run(int code, List<String> out, String err) {
    String java() {
      return out.getFirst();
    }
  }

  LauncherCheckout(Path temp) throws IOException {
    this.temp = temp;
    checkout = Files.createDirectories(temp.resolve("check out"));
    bin = Files.createDirectories(temp.resolve("bin"));
    jdks = Files.createDirectories(temp.resolve("jdks of this machine"));
    source = checkout.resolve("core/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}");
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(LAUNCHER, checkout.resolve("mycelium"), COPY_ATTRIBUTES);
    for (String tool : TOOLS) {
      offer(tool);
    }
    offer("flock");
    script(bin.resolve("mvn"), MAVEN);
    environment.put("PATH", bin.toString());
    environment.put("HOME", temp.toString());
    environment.put("MYCELIUM_JVM_DIRS", temp.resolve("none") + ":" + jdks);
    environment.put("MYCELIUM_AOT", "off");
    environment.put("BUILDS", temp.resolve("builds").toString());
    environment.put("TRAINED", temp.resolve("trained").toString());
  }

  Path checkout() {
    return checkout;
  }

  Path source() {
    return source;
  }

  /// The only folder on the path.
  Path bin() {
    return bin;
  }

  /// The folder of installed JDKs.
  Path jdks() {
    return jdks;
  }

  /// What the next run finds; starts without caches.
  Map<String, String> environment() {
    return environment;
  }

  /// Takes a tool off the path, where it is on it.
  void withdraw(String tool) throws IOException {
    Files.deleteIfExists(bin.resolve(tool));
  }

  @Override
  public void close() {
    for (Process process : outputs.keySet()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// Adds a JDK to the folder of installed ones.
  Path jdk(String name, String version) {
    return jdkAt(jdks.resolve(name), version);
  }

  static Path jdkAt(Path home, String version) {
    try {
      Files.createDirectories(home.resolve("bin"));
      Files.writeString(home.resolve("release"), "OS=x\nJAVA_VERSION=\"" + version + "\"\n");
      script(home.resolve("bin/javac"), "#!/bin/sh\n");
      script(home.resolve("bin/java"), JAVA.replace("NAME", home.getFileName().toString()));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Puts a tool of this machine on the path, where the ones not offered are missing.
  private void offer(String name) throws IOException {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path tool = Path.of(folder, name);
      if (Files.isExecutable(tool)) {
        script(bin.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
        return;
      }
    }
  }

  /// Runs the launcher to its end, in a folder that is not the checkout.
  Run launch(String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("mycelium").toString()));
    command.addAll(List.of(arguments));
    return finished(start(temp, command.toArray(String[]::new)));
  }

  Process start(Path folder, String... command) {
    try {
      Path files = Files.createTempDirectory(temp, "run");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectOutput(files.resolve("out").toFile());
      builder.redirectError(files.resolve("err").toFile());
      Process process = builder.start();
      outputs.put(process, files);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path errors(Process process) {
    return outputs.get(process).resolve("err");
  }

  Run finished(Process process) {
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends in time").isTrue();
      return new Run(
          process.exitValue(),
          lines(outputs.get(process).resolve("out")),
          Files.readString(errors(process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The `JAVA_HOME` of each build so far.
  List<String> builds() {
    return lines(temp.resolve("builds"));
  }

  /// The start-up caches that are complete.
  List<Path> caches() throws IOException {
    Path folder = checkout.resolve("gateway/target/aot");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The arguments of each run that was to make a cache.
  List<String> trainings() {
    return lines(temp.resolve("trained"));
  }
}
