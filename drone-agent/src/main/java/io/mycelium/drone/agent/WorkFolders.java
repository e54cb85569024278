package io.mycelium.drone.agent;

import io.mycelium.core.job.Lease;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folders in which jobs work, one for each claim. Safe for use by many threads.
final class WorkFolders {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  /// Bytes; a file system seldom gives away the very last.
  private static final long LEAST_FREE = 1 << 20;

  private final Path folder;

  /// Removes what an earlier drone left here.
  ///
  /// @param folder these folders' own; real
  WorkFolders(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      left.forEach(this::remove);
    }
  }

  /// Makes an empty folder. A job that comes again after a lost lease does not meet its
  /// predecessor: the fence is in the name.
  Path fresh(Lease lease) throws IOException {
    Path fresh = of(lease);
    remove(fresh);
    return Files.createDirectory(fresh, PosixFilePermissions.asFileAttribute(OURS));
  }

  /// Why nothing more can be written in these folders, if that is so.
  Optional<String> shortage() {
    try {
      FileStore disk = Files.getFileStore(folder);
      return disk.getUsableSpace() >= LEAST_FREE
          ? Optional.empty()
          : Optional.of(
              "The drone's disk is full: of %s, none is free for jobs."
                  .formatted(Words.bytes(disk.getTotalSpace())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Removes the folder of a claim and all in it, whatever a job did to it; no process works in it
  /// any more. A failure is logged, and the next start tries again.
  void remove(Lease lease) {
    remove(of(lease));
  }

  private Path of(Lease lease) {
    return folder.resolve(lease.job() + "." + lease.fence());
  }

  private void remove(Path work) {
    try {
      if (isFolder(work)) {
        new Removal(work.resolveSibling(work.getFileName() + ".gone")).of(work);
      } else {
        Files.deleteIfExists(work);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("Cannot remove {}", work, e);
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// Removes a tree that may be deeper than a path can lead and than a stack: each folder is
  /// brought to the top before it is emptied.
  private static final class Removal {
    private final Path top;
    private long moved;

    /// @param top holds the folders that are still to be removed; of this removal alone
    Removal(Path top) throws IOException {
      this.top = Files.createDirectories(top, PosixFilePermissions.asFileAttribute(OURS));
    }

    void of(Path tree) throws IOException {
      bringUp(tree);
      boolean found = true;
      while (found) {
        found = false;
        // What is brought up meanwhile may or may not come in this round.
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(top)) {
          for (Path next : folders) {
            found = true;
            empty(next);
            Files.delete(next);
          }
        }
      }
      Files.delete(top);
    }

    private void empty(Path next) throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(next)) {
        for (Path entry : entries) {
          if (isFolder(entry)) {
            bringUp(entry);
          } else {
            Files.delete(entry);
          }
        }
      }
    }

    /// A job may have closed its folders to everybody, us included.
    private void bringUp(Path tree) throws IOException {
      Files.setPosixFilePermissions(tree, OURS);
      Path place = top.resolve(Long.toString(moved++));
      while (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        place = top.resolve(Long.toString(moved++));
      }
      Files.move(tree, place);
    }
  }
}
