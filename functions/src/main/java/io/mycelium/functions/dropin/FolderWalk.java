package io.mycelium.functions.dropin;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at what lies in a function's folder, without reading it and without following links.
/// Hidden files and what Python leaves behind are passed over.
final class FolderWalk {
  private static final int MOST_ENTRIES = 1_000;
  private static final int DEEPEST = 12;
  private static final int OWNER_MAY_RUN = 0_100;
  private static final Set<String> PASSED_OVER = Set.of("__pycache__");
  private static final String STAT = "unix:mode,size,ino,lastModifiedTime,ctime";

  /// Something in the folder.
  ///
  /// @param path relative to the folder
  /// @param stat changes whenever the file does
  record Entry(Path path, Kind kind, boolean executable, long size, String stat) {
    /// As archives and messages have it.
    String name() {
      List<String> parts = new ArrayList<>();
      path.forEach(part -> parts.add(part.toString()));
      return String.join("/", parts);
    }
  }

  /// What an entry is.
  enum Kind {
    FILE,
    LINK,
    /// A pipe, a socket, a device; or a folder that lies too deep.
    OTHER,
    UNREADABLE
  }

  private FolderWalk() {}

  /// The entries, at most some more than a package may have, sorted by name.
  static List<Entry> entries(Path folder) throws IOException {
    List<Entry> found = new ArrayList<>();
    Files.walkFileTree(
        folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, visitor(folder, found));
    found.sort(Comparator.comparing(Entry::name));
    return found;
  }

  /// A text that changes whenever something in the folder does.
  static String signature(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      return "link";
    }
    return entries(folder).stream()
        .map(e -> e.name() + '\0' + e.kind() + '\0' + e.stat())
        .collect(Collectors.joining("\n", "folder\n", ""));
  }

  private static SimpleFileVisitor<Path> visitor(Path folder, List<Entry> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
        return !path.equals(folder) && passedOver(path)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
        if (!passedOver(path)) {
          found.add(entry(folder, path, attributes));
        }
        return found.size() < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
        if (path.equals(folder)) {
          throw e;
        }
        found.add(new Entry(folder.relativize(path), Kind.UNREADABLE, false, 0, ""));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private static boolean passedOver(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || PASSED_OVER.contains(name);
  }

  private static Entry entry(Path folder, Path path, BasicFileAttributes attributes) {
    Path name = folder.relativize(path);
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    try {
      Map<String, Object> stat = Files.readAttributes(path, STAT, LinkOption.NOFOLLOW_LINKS);
      boolean executable = stat.get("mode") instanceof Integer mode && (mode & OWNER_MAY_RUN) != 0;
      return new Entry(name, kind, executable, attributes.size(), new TreeMap<>(stat).toString());
    } catch (IOException e) {
      return new Entry(name, Kind.UNREADABLE, false, 0, "");
    }
  }
}
