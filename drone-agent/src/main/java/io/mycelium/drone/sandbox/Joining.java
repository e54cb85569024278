package io.mycelium.drone.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that joins control groups and becomes the command that follows: so nothing of a
/// run is ever outside of its groups.
final class Joining {
  /// 125: what could not join must not run.
  private static final String SCRIPT =
      "n=$1; shift; while [ \"$n\" -gt 0 ]; do echo $$ >\"$1\" || exit 125; shift; n=$((n - 1)); done; exec \"$@\"";

  private Joining() {}

  static List<String> inFront(List<Path> doors, List<String> command) {
    if (doors.isEmpty()) {
      return command;
    }
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    line.add(Integer.toString(doors.size()));
    doors.forEach(door -> line.add(door.toString()));
    line.addAll(command);
    return line;
  }
}
