package io.mycelium.redis.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/// The `redis-server` programs that lie in a jar of the classpath, one per platform.
record RedisBinary(String name) {
  static final String VERSION = "7.0.15";

  /// Chooses the program for this machine.
  ///
  /// @throws RedisStartException.UnsupportedPlatform when there is none
  static RedisBinary ofThisMachine() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /// @param os as the system property `os.name`
  /// @param arch as the system property `os.arch`
  static RedisBinary of(String os, String arch) {
    return system(os)
        .flatMap(system -> processor(arch).map(processor -> system + "-" + processor))
        .map(platform -> new RedisBinary("redis-server-" + VERSION + "-" + platform))
        .filter(binary -> binary.resource().isPresent())
        .orElseThrow(() -> new RedisStartException.UnsupportedPlatform(os, arch));
  }

  private static Optional<String> system(String os) {
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return Optional.of("linux");
    }
    return name.startsWith("mac") ? Optional.of("darwin") : Optional.empty();
  }

  private static Optional<String> processor(String arch) {
    return switch (arch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of("amd64");
      case "aarch64", "arm64" -> Optional.of("arm64");
      case "x86", "i386", "i686" -> Optional.of("386");
      default -> Optional.empty();
    };
  }

  private Optional<URL> resource() {
    return Optional.ofNullable(RedisBinary.class.getResource("/" + name));
  }

  /// Puts the program into the folder, unless it is there already. The file appears whole or not at
  /// all.
  ///
  /// @return the executable file, which only its owner may read and run
  Path extractTo(Path folder) throws IOException {
    Path target = folder.resolve(name);
    URLConnection source = resource().orElseThrow().openConnection();
    source.setUseCaches(false);
    try (InputStream content = source.getInputStream()) {
      if (Files.isExecutable(target) && Files.size(target) == source.getContentLengthLong()) {
        return target;
      }
      var ownerOnly = PosixFilePermissions.fromString("rwx------");
      Path partial =
          Files.createTempFile(
              folder, name, ".part", PosixFilePermissions.asFileAttribute(ownerOnly));
      try {
        Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(partial, ownerOnly);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    }
    return target;
  }
}
