package io.mycelium.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// This checkout and the programs in it.
public final class Checkout {
  private Checkout() {}

  public static Path home() {
    return Path.of(System.getProperty("mycelium.home", ".")).toAbsolutePath().normalize();
  }

  /// The launcher with words behind it.
  public static List<String> launcher(Path home, List<String> words) {
    List<String> command = new ArrayList<>(List.of(home.resolve("mycelium").toString()));
    command.addAll(words);
    return command;
  }

  /// A main class of this module under the options that the launcher gives the gateway.
  public static List<String> likeTheGateway(Class<?> main, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(words));
    return command;
  }
}
