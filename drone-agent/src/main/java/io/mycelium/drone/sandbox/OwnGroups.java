package io.mycelium.drone.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The control groups that this process is in, as `/proc/self/cgroup` tells.
public final class OwnGroups {
  /// What the second version has in place of the names of controllers.
  private static final String SECOND = "";

  /// @param controllers of the first version; one that is empty stands for the second
  private record Line(List<String> controllers, String group) {}

  private final List<Line> lines;

  private OwnGroups(List<Line> lines) {
    this.lines = lines;
  }

  /// Reads them; none where there is no such file.
  ///
  /// @param system the folder that holds `proc`; usually `/`
  public static OwnGroups in(Path system) {
    try {
      return new OwnGroups(
          Files.readAllLines(system.resolve("proc/self/cgroup")).stream()
              .map(line -> line.split(":", 3))
              .filter(parts -> parts.length == 3)
              .map(parts -> new Line(Arrays.asList(parts[1].split(",", -1)), parts[2]))
              .toList());
    } catch (IOException e) {
      return new OwnGroups(List.of());
    }
  }

  /// Our group of the second version.
  public Optional<String> second() {
    return first(SECOND);
  }

  /// Our group of a controller of the first version.
  public Optional<String> first(String controller) {
    return lines.stream()
        .filter(line -> line.controllers().contains(controller))
        .map(Line::group)
        .findFirst();
  }
}
