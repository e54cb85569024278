package io.mycelium.drone.sandbox;

import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.egress.Egress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The variables of a command.
final class RunEnvironment {
  /// Enters the folder that is its first argument, reads one line of assignments from standard
  /// input, becomes the command that follows.
  ///
  /// So the values are on no command line, where everybody could read them, and a variable such as
  /// `LD_PRELOAD` holds for the command but not for what prepares it with more rights. A shell's
  /// `read` takes no byte beyond its line. The folder may be closed to root without capabilities,
  /// so it cannot be entered earlier.
  ///
  /// It says on standard output that it is there, and waits. A sandbox whose drone was killed while
  /// it was built may have missed that: then no line comes, and it ends.
  static final String LOADER =
      "cd \"$1\" || exit; shift; __n='\n'; printf %s; IFS= read -r __e || exit 125; eval \"$__e\"; unset __n __e; exec \"$@\""
          .formatted((char) Invocation.READY);

  private RunEnvironment() {}

  /// @param work the work folder as the command sees it
  static Map<String, String> of(Run run, Path work, String home, String temporary) {
    Map<String, String> all = new TreeMap<>();
    all.put("PATH", OwnJava.ofThisProcess().before("/usr/local/bin:/usr/bin:/bin"));
    all.put("LANG", "C.UTF-8");
    all.put("HOME", home);
    all.put("TMPDIR", temporary);
    all.put("MYCELIUM_WORK", work.toString());
    String java = javaOptions(run.limits().memoryBytes());
    if (run.network() instanceof NetworkPolicy.Allowed allowed) {
      java += " " + Egress.javaOptions();
      all.putAll(Egress.variables(allowed));
    }
    all.put("JAVA_TOOL_OPTIONS", java);
    all.putAll(run.environment());
    return all;
  }

  /// Java sizes its heap by the machine, and on a large one asks at start for more than the limit.
  private static String javaOptions(long memoryBytes) {
    return "-XX:MaxRAM=%d -XX:MaxRAMPercentage=50".formatted(memoryBytes);
  }

  /// The line for [#LOADER], its end included.
  static Input line(Map<String, String> variables) {
    StringBuilder line = new StringBuilder();
    variables.forEach((name, value) ->
        line.append("export ").append(name).append('=').append(quoted(value)).append(';'));
    return Input.of(line.append('\n').toString());
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''").replace("\n", "'\"$__n\"'") + "'";
  }
}
