package io.mycelium.drone.sandbox;

import io.mycelium.core.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides which paths of this machine a job may read, or write: those below the configured roots,
/// after all symbolic links, but never the masked ones. Says nothing about what lies outside of the
/// roots, not even whether it is there.
public final class AllowedPaths {
  private static final int LONGEST_SHOWN = 200;

  private final String access;
  private final List<Path> roots;
  private final List<Path> masked;

  private AllowedPaths(String access, List<Path> roots, List<Path> masked) {
    this.access = access;
    this.roots = List.copyOf(roots);
    this.masked = List.copyOf(masked);
  }

  /// What may be read.
  ///
  /// @param roots absolute; may be symbolic links and may be missing now
  /// @param masked folders that no job may read, wherever the roots are; absolute; may be symbolic
  ///   links and may be missing now
  public static AllowedPaths toRead(List<Path> roots, List<Path> masked) {
    return new AllowedPaths("read", roots, masked);
  }

  /// What may be written; the parameters are those of [#toRead].
  public static AllowedPaths toWrite(List<Path> roots, List<Path> masked) {
    return new AllowedPaths("write", roots, masked);
  }

  /// Decides about one path as it was asked for.
  public PathDecision decide(String requested) {
    Path path;
    try {
      path = Path.of(requested);
    } catch (InvalidPathException e) {
      return refused(requested, "is not a path.");
    }
    if (!path.isAbsolute()) {
      return refused(requested, "is not absolute; give the whole path, beginning with a slash.");
    }
    Optional<Path> real = real(path);
    Path nearest = real.orElseGet(() -> nearestReal(path));
    if (roots.stream().flatMap(root -> real(root).stream()).noneMatch(nearest::startsWith)) {
      return refused(
          requested, "lies outside of what jobs may %s here: %s.".formatted(access, shownRoots()));
    }
    if (masked.stream()
        .map(folder -> real(folder).orElse(folder.normalize()))
        .anyMatch(nearest::startsWith)) {
      return refused(requested, "lies in a folder that no job may %s.".formatted(access));
    }
    if (real.isEmpty()) {
      return refused(
          requested, "does not exist. Jobs may %s below %s.".formatted(access, shownRoots()));
    }
    if (ReservedPaths.holds(nearest)) {
      return refused(requested, "cannot be given to a job as a whole; choose a folder below it.");
    }
    return new PathDecision.Allowed(nearest);
  }

  private static PathDecision refused(String requested, String why) {
    return new PathDecision.Refused("The path \"%s\" %s".formatted(shown(requested), why));
  }

  private String shownRoots() {
    return roots.isEmpty()
        ? "(no root is configured)"
        : roots.stream().map(root -> shown(root.toString())).collect(Collectors.joining(", "));
  }

  private static String shown(String path) {
    return PlainText.line(path, LONGEST_SHOWN);
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Where a missing path would lie: a name that leads nowhere must not tell more than one that
  /// leads outside.
  private static Path nearestReal(Path path) {
    Path parent = path.getParent();
    while (parent != null) {
      if (Files.isDirectory(parent)) {
        return real(parent).orElse(Path.of("/"));
      }
      parent = parent.getParent();
    }
    return Path.of("/");
  }
}
