package io.mycelium.gateway;

import io.mycelium.core.command.ShellWords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `up` says once everything runs: where, and what to type next.
final class Welcome {
  private static final int GAP = 4;

  private Welcome() {}

  /// The lines, which work in any terminal: where the data is elsewhere than usual they say so.
  ///
  /// @param signIn where whoever reads it signs in, once
  static String text(String url, String signIn, Path data) {
    String folder =
        data.equals(UpOptions.USUAL_DATA)
            ? ""
            : " --data " + ShellWords.quote(data.toAbsolutePath().normalize().toString());
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("help" + folder, "what can be called");
    lines.put("invite ada" + folder, "a link for somebody who approves");
    lines.put("release-notes --repo . --since HEAD~20" + folder, "a first job");
    int widest = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    var out =
        new StringBuilder(
            """
            ready %s

              Sign in, once, in a browser:
                %s

              Or in another terminal, from this folder:
            """
                .formatted(url, signIn));
    lines.forEach((line, what) ->
        out.append("    ./mycelium ")
            .append(line)
            .append(" ".repeat(widest - line.length() + GAP))
            .append(what)
            .append('\n'));
    return out.append(
            "  Data and the operator's key are in %s. Ctrl-C stops everything.\n".formatted(data))
        .toString();
  }
}
