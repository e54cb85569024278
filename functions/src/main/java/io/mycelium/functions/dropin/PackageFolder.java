package io.mycelium.functions.dropin;

import io.mycelium.core.command.Digests;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a folder as a package: its regular files, nothing else and not too much.
public final class PackageFolder {
  private static final int SHOWN = 60;

  private PackageFolder() {}

  /// What came of reading.
  ///
  /// @param files all that could be read
  /// @param problems why the folder is no package; empty when it is one
  record Read(List<PackageFile> files, List<Problem> problems) {}

  /// Reads the folder. Trouble with single files is a problem, not an exception.
  ///
  /// @throws IOException when the folder itself cannot be read
  static Read read(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      return new Read(
          List.of(), List.of(new Problem("", 0, "is a symbolic link; put the folder itself here")));
    }
    List<FolderWalk.Entry> entries = FolderWalk.entries(folder);
    List<Problem> problems = bounds(entries);
    List<PackageFile> files = new ArrayList<>();
    if (problems.isEmpty()) {
      for (FolderWalk.Entry entry : entries) {
        file(folder, entry, problems).ifPresent(files::add);
      }
    }
    return new Read(files, problems);
  }

  /// The digests of the packages that lie in a folder, side by side: what a distribution ships.
  /// Folders that are no packages are passed over; a missing folder has none.
  public static Set<String> digests(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return Set.of();
    }
    List<Path> folders;
    try (Stream<Path> children = Files.list(parent)) {
      folders =
          children.filter(child -> Files.isRegularFile(child.resolve(Manifest.FILE))).toList();
    }
    List<String> digests = new ArrayList<>();
    for (Path folder : folders) {
      Read read = read(folder);
      if (read.problems().isEmpty()) {
        digests.add(digest(PackageArchive.write(read.files())));
      }
    }
    return digests.stream().collect(Collectors.toUnmodifiableSet());
  }

  static String digest(byte[] archive) {
    return HexFormat.of().formatHex(Digests.sha256(archive));
  }

  private static List<Problem> bounds(List<FolderWalk.Entry> entries) {
    List<Problem> problems = new ArrayList<>();
    if (entries.size() > PackageArchive.MAX_FILES) {
      problems.add(
          new Problem("", 0, "has more than %d files".formatted(PackageArchive.MAX_FILES)));
    }
    if (entries.stream().mapToLong(FolderWalk.Entry::size).sum() > PackageArchive.MAX_BYTES) {
      problems.add(
          new Problem("", 0, "is larger than %d MiB".formatted(PackageArchive.MAX_BYTES >> 20)));
    }
    return problems;
  }

  private static Optional<PackageFile> file(
      Path folder, FolderWalk.Entry entry, List<Problem> problems) {
    Optional<String> cause = refusal(entry);
    if (cause.isEmpty()) {
      // The size was checked as it was looked at; the file may have grown since.
      try (InputStream in =
          Files.newInputStream(folder.resolve(entry.path()), LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(PackageArchive.MAX_BYTES);
        return Optional.of(new PackageFile(entry.name(), entry.executable(), content));
      } catch (IOException e) {
        cause = Optional.of("cannot be read");
      }
    }
    problems.add(new Problem(PlainText.line(entry.name(), SHOWN), 0, cause.orElseThrow()));
    return Optional.empty();
  }

  private static Optional<String> refusal(FolderWalk.Entry entry) {
    return switch (entry.kind()) {
      case LINK -> Optional.of("is a symbolic link; a package has files of its own only");
      case OTHER -> Optional.of("is neither a file nor a folder that lies within reach");
      case UNREADABLE -> Optional.of("cannot be read");
      case FILE ->
          PackageFile.safe(entry.name())
              ? Optional.empty()
              : Optional.of(
                  "has a path with odd characters or of more than %d bytes"
                      .formatted(PackageFile.LONGEST_PATH));
    };
  }
}
