package io.mycelium.drone.agent;

import io.mycelium.core.job.Lease;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folders in which jobs work, one for each claim. Safe for use by many threads.
final class WorkFolders {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

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
    Path fresh = folder.resolve(lease.job() + "." + lease.fence());
    remove(fresh);
    return Files.createDirectory(fresh, PosixFilePermissions.asFileAttribute(OURS));
  }

  /// Removes a folder and all in it, whatever a job did to it. A failure is logged: it must not
  /// fail the job, and the next start tries again.
  void remove(Path work) {
    try {
      delete(work);
    } catch (IOException e) {
      LOG.warn("Cannot remove {}", work, e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      // A job may have closed its folders to everybody, us included.
      Files.setPosixFilePermissions(path, OURS);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          delete(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
