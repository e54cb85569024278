package io.mycelium.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.core.command.ShellWords;

/// Announces files, each with the line that brings it.
public final class FileText {
  private static final String[] UNITS = {"bytes", "KB", "MB", "GB"};

  private FileText() {}

  /// Says what the file is, and the line that brings it.
  ///
  /// @param file with name, media type and content
  public static String draw(JsonNode file, Spelling spelling) {
    String name = name(file);
    String digest = ShellWords.quote(Trees.line(file.path("content"), "digest"));
    return "%s (%s, %s)\n  %s"
        .formatted(
            name,
            Trees.line(file, "mediaType"),
            size(file.path("content").path("size").asLong()),
            spelling.anywhere("fetch %s --output %s".formatted(digest, ShellWords.quote(name))));
  }

  /// The file's name without folders, safe to show and to save under.
  public static String name(JsonNode file) {
    String name = Trees.line(file, "name");
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") || last.equals("..") || last.startsWith("-")
        ? "file" + last
        : last;
  }

  /// A number of bytes as people read it.
  public static String size(long bytes) {
    double number = bytes;
    int unit = 0;
    while (number >= 1_000 && unit < UNITS.length - 1) {
      number /= 1_000;
      unit++;
    }
    long tenths = Math.round(number * 10);
    return (unit == 0 || tenths % 10 == 0 ? tenths / 10 : tenths / 10 + "." + tenths % 10)
        + " "
        + (bytes == 1 ? "byte" : UNITS[unit]);
  }
}
