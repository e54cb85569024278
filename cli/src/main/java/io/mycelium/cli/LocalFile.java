package io.mycelium.cli;

import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.show.FileText;
import io.mycelium.cli.wire.Outgoing;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of this machine that a line names, or standard input.
///
/// @param given as the line names it
/// @param name what to call it
/// @param length bytes; [Outgoing#UNKNOWN] when it is a pipe
record LocalFile(String given, Path path, String name, long length) {
  private static final String STANDARD_INPUT = "-";
  private static final int SHOWN = 200;
  private static final int MOST_LOOKED_AT = 2_000;

  /// Finds the file of an option.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when it is none that can be read
  static LocalFile find(Surroundings around, String option, String given) {
    if (given.equals(STANDARD_INPUT)) {
      return new LocalFile(given, around.workingFolder(), "input", Outgoing.UNKNOWN);
    }
    Path path;
    try {
      path = around.workingFolder().resolve(given).normalize();
    } catch (InvalidPathException e) {
      throw wrong("'%s' is not a path.".formatted(shown(given)));
    }
    if (given.isEmpty() || Files.notExists(path)) {
      throw missing(option, given, path);
    }
    if (Files.isDirectory(path)) {
      throw folder(option, given, path);
    }
    if (!Files.isReadable(path)) {
      throw wrong("'%s' cannot be read by you.".formatted(shown(given)));
    }
    return new LocalFile(given, path, String.valueOf(path.getFileName()), length(path));
  }

  private static long length(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : Outgoing.UNKNOWN;
    } catch (IOException e) {
      return Outgoing.UNKNOWN;
    }
  }

  private static RuntimeException missing(String option, String given, Path path) {
    List<String> near = new ArrayList<>();
    for (String name : Nearest.to(String.valueOf(path.getFileName()), beside(path))) {
      near.add("'" + shown(name) + "'");
    }
    return wrong(
        "There is no file '%s' for --%s.%s"
            .formatted(
                shown(given),
                option,
                near.isEmpty() ? "" : " Did you mean %s?".formatted(String.join(" or ", near))));
  }

  private static List<String> beside(Path path) {
    List<String> names = new ArrayList<>();
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return names;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (names.size() == MOST_LOOKED_AT) {
          break;
        }
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (IOException e) {
      // Only the hint is lost.
      return List.of();
    }
    return names;
  }

  private static RuntimeException folder(String option, String given, Path path) {
    String name = path.getFileName() == null ? "folder" : shown(path.getFileName().toString());
    return Problem.local(
            ExitCode.USAGE,
            "bad-file",
            "'%s' is a folder; --%s takes one file.".formatted(shown(given), option))
        .hint("'tar -czf %s.tar.gz %s' makes one of it.".formatted(name, shown(given)))
        .stop();
  }

  private static RuntimeException wrong(String sentence) {
    return Problem.local(ExitCode.USAGE, "bad-file", sentence).stop();
  }

  /// Why it could not be read to its end.
  Problem unreadable(@Nullable String why) {
    return Problem.local(
        ExitCode.USAGE,
        "bad-file",
        "'%s' cannot be read: %s."
            .formatted(shown(), shown(why == null ? "no reason is known" : why)));
  }

  /// The content; closing it leaves standard input open.
  InputStream open(Surroundings around) throws IOException {
    if (given.equals(STANDARD_INPUT)) {
      return new FilterInputStream(around.in()) {
        @Override
        public void close() {}
      };
    }
    return Files.newInputStream(path);
  }

  /// Its name, safe to show.
  String shown() {
    return given.equals(STANDARD_INPUT) ? "standard input" : shown(given);
  }

  /// What it is, for whoever wonders why it was refused.
  String told() {
    return length == Outgoing.UNKNOWN
        ? "It was %s.".formatted(shown())
        : "'%s' has %s.".formatted(shown(), FileText.size(length));
  }

  private static String shown(String text) {
    return PlainText.line(text, SHOWN);
  }
}
