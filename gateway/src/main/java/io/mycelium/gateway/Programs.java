package io.mycelium.gateway;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the parts of this installation lie.
final class Programs {
  private Programs() {}

  /// The functions that are shipped, in the checkout that the launcher names.
  static Optional<Path> examples() {
    return Optional.ofNullable(System.getProperty("mycelium.home"))
        .map(home -> Path.of(home, "examples"))
        .filter(Files::isDirectory);
  }

  /// The class path of the drone: its own jar, which names its neighbours, or this program's class
  /// path where there are no jars.
  static String droneClassPath() {
    try {
      Path own =
          Path.of(Programs.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path lib = own.resolveSibling("lib");
      return Files.isDirectory(lib) ? droneJar(lib) : System.getProperty("java.class.path");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program does not know where it lies", e);
    }
  }

  private static String droneJar(Path lib) {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("mycelium-drone-agent"))
          .findFirst()
          .map(Path::toString)
          .orElseThrow(() ->
              new StartFailure(
                  "The drone's program is missing in %s; build again, or use --no-drone."
                      .formatted(lib)));
    } catch (IOException e) {
      throw new StartFailure("The folder %s cannot be read (%s).".formatted(lib, e.getMessage()));
    }
  }
}
