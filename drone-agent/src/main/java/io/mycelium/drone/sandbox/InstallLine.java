package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The line that installs what containment needs, in the words of this distribution.
final class InstallLine {
  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("debian", "apt-get install bubblewrap"),
          Map.entry("ubuntu", "apt-get install bubblewrap"),
          Map.entry("fedora", "dnf install bubblewrap"),
          Map.entry("rhel", "dnf install bubblewrap"),
          Map.entry("centos", "dnf install bubblewrap"),
          Map.entry("arch", "pacman -S bubblewrap"),
          Map.entry("alpine", "apk add bubblewrap setpriv util-linux-misc"),
          Map.entry("suse", "zypper install bubblewrap"),
          Map.entry("opensuse", "zypper install bubblewrap"));

  private static final String UNKNOWN =
      "install the package bubblewrap with the package manager of this system";

  private InstallLine() {}

  /// @param osRelease a file as os-release(5) describes it; may be missing
  static String of(Path osRelease) {
    return Stream.concat(words(osRelease, "ID="), words(osRelease, "ID_LIKE="))
        .map(id -> Optional.ofNullable(LINES.get(id)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static Stream<String> words(Path osRelease, String key) {
    try {
      return Files.readAllLines(osRelease).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).replace("\"", "").replace("'", ""))
          .flatMap(ids -> Arrays.stream(ids.strip().split("\\s+", 20)));
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
