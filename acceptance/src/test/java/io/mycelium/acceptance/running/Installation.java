package io.mycelium.acceptance.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The built programs of this checkout and how they are started.
public final class Installation {
  private Installation() {}

  /// The checkout.
  public static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("mycelium")) ? here : here.getParent();
  }

  /// With the first of Java's two compilers alone: what the second one spends on a gateway that
  /// lives for seconds is most of what a start costs.
  public static List<String> gateway(String... words) {
    return program(
        home().resolve("gateway/target/mycelium-gateway.jar"),
        "io.mycelium.gateway.Main",
        List.of("-XX:TieredStopAtLevel=1", "-Xmx160m"),
        words);
  }

  public static List<String> cli(String... words) {
    return program(
        lib("mycelium-cli"), "io.mycelium.cli.Main", List.of("-XX:TieredStopAtLevel=1"), words);
  }

  public static List<String> drone(String... words) {
    return program(
        lib("mycelium-drone-agent"),
        "io.mycelium.drone.Main",
        List.of("-XX:TieredStopAtLevel=1", "-Xms8m", "-Xmn6m", "-Xmx32m", "-Xss512k"),
        words);
  }

  private static List<String> program(Path jar, String main, List<String> flags, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags);
    command.addAll(List.of("-Dmycelium.home=" + home(), "-cp", jar.toString(), main));
    command.addAll(List.of(words));
    return command;
  }

  private static Path lib(String prefix) {
    try (Stream<Path> jars = Files.list(home().resolve("gateway/target/lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("build the gateway first: mvn -B verify", e);
    }
  }
}
