package io.mycelium.acceptance.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The built programs of this checkout and how they are started.
public final class Installation {
  private static final String CACHE = "-XX:AOTCache=";
  private static final ClassCaches CACHES =
      new ClassCaches(home().resolve("acceptance/target/aot"), libraries());

  private enum Program {
    GATEWAY("io.mycelium.gateway.Main", "-Xmx160m"),
    DRONE("io.mycelium.drone.Main", "-Xms8m", "-Xmn6m", "-Xmx32m", "-Xss512k"),
    CLI("io.mycelium.cli.Main");

    private final String main;
    private final List<String> heap;

    Program(String main, String... heap) {
      this.main = main;
      this.heap = List.of(heap);
    }

    Path jar() {
      return switch (this) {
        case GATEWAY -> home().resolve("gateway/target/mycelium-gateway.jar");
        case DRONE -> lib("mycelium-drone-agent");
        case CLI -> lib("mycelium-cli");
      };
    }
  }

  private Installation() {}

  /// The checkout.
  public static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("mycelium")) ? here : here.getParent();
  }

  /// With the first of Java's two compilers alone: what the second one spends on a gateway that
  /// lives for seconds is most of what a start costs.
  public static List<String> gateway(String... words) {
    List<String> command = program(Program.GATEWAY, words);
    // Before the name of its class.
    drone().stream()
        .filter(word -> word.startsWith(CACHE))
        .map(word -> "-Dmycelium.drone.aot=" + word.substring(CACHE.length()))
        .forEach(word -> command.add(1, word));
    return command;
  }

  public static List<String> cli(String... words) {
    return program(Program.CLI, words);
  }

  public static List<String> drone(String... words) {
    return program(Program.DRONE, words);
  }

  private static List<String> program(Program program, String... words) {
    Path jar = program.jar();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:aot*=off",
            "-Xlog:cds*=off"));
    command.addAll(program.heap);
    command.addAll(List.of("-Dmycelium.home=" + home(), "-cp", jar.toString(), program.main));
    CACHES
        .of(program.name().toLowerCase(Locale.ROOT), command, jar)
        .ifPresent(cache -> command.add(1, CACHE + cache));
    command.addAll(List.of(words));
    return command;
  }

  private static Path libraries() {
    return home().resolve("gateway/target/lib");
  }

  private static Path lib(String prefix) {
    try (Stream<Path> jars = Files.list(libraries())) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("build the gateway first: mvn -B verify", e);
    }
  }
}
