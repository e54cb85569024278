package io.mycelium.drone.owner;

import io.mycelium.drone.machine.HelperProgram;
import io.mycelium.drone.machine.HelperProgram.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether somebody works at a graphical desktop of this machine, as its desktop told `logind`.
///
/// What is typed there is read by the desktop alone; it says so when nobody has for a while, or
/// when it is locked. One that never says so counts as in use.
final class Desktops {
  private static final Set<String> GRAPHICAL = Set.of("x11", "wayland", "mir");

  private final HelperProgram loginctl;

  Desktops(HelperProgram loginctl) {
    this.loginctl = loginctl;
  }

  Use look() {
    if (!(loginctl.ask("list-sessions", "--no-legend") instanceof Answer.Said(String sessions))) {
      return new Use.Unknown();
    }
    List<String> question = new ArrayList<>(List.of("show-session"));
    question.addAll(List.of("-p", "Type", "-p", "Class", "-p", "State"));
    question.addAll(List.of("-p", "IdleHint", "-p", "LockedHint"));
    List<String> ids =
        sessions
            .lines()
            .map(line -> line.strip().split("\\s+", -1)[0])
            .filter(id -> !id.isEmpty())
            .toList();
    question.addAll(ids);
    if (ids.isEmpty()) {
      return new Use.NoSign();
    }
    return loginctl.ask(question.toArray(String[]::new)) instanceof Answer.Said(String described)
            && described.strip().length() > 0
        ? inUse(described) ? new Use.Now() : new Use.NoSign()
        : new Use.Unknown();
  }

  /// Sessions stand one after the other, with an empty line between.
  private static boolean inUse(String described) {
    for (String session : described.split("\\R\\s*\\R", -1)) {
      Map<String, String> properties = new HashMap<>();
      for (String line : session.lines().toList()) {
        String[] parts = line.split("=", 2);
        properties.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
      }
      if (GRAPHICAL.contains(properties.getOrDefault("Type", ""))
          && properties.getOrDefault("Class", "user").startsWith("user")
          && properties.getOrDefault("State", "").equals("active")
          && !properties.getOrDefault("IdleHint", "").equals("yes")
          && !properties.getOrDefault("LockedHint", "").equals("yes")) {
        return true;
      }
    }
    return false;
  }
}
