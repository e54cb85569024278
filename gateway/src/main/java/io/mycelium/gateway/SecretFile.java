package io.mycelium.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Files that hold one key or token each: neither a command line nor a chat ever sees it.
final class SecretFile {
  private SecretFile() {}

  /// What is in the file.
  ///
  /// @param setting that names the file
  /// @param file absolute; empty for none
  /// @throws StartFailure when it cannot be read, or holds something else
  static Optional<String> read(String setting, String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      String secret = Files.readString(Path.of(file)).strip();
      if (secret.isEmpty() || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new StartFailure(
            "The file %s (%s) has to hold one secret and nothing else.".formatted(file, setting));
      }
      return Optional.of(secret);
    } catch (IOException e) {
      throw new StartFailure(
          "The file %s (%s) cannot be read (%s)."
              .formatted(file, setting, e.getClass().getSimpleName()));
    }
  }
}
