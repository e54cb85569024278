package io.mycelium.drone.agent;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts the files that a job is given into its folder `in`, each under its own name in a folder of
/// its option or its job. Safe for use by many threads.
final class InputFiles {
  /// The folder's name.
  static final String IN = "in";

  private static final Pattern OPTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final JobSource source;

  InputFiles(JobSource source) {
    this.source = source;
  }

  /// Where a file of the job lies.
  ///
  /// @param work the job's folder, or what the job sees it as
  static Path place(Path work, String option, FileRef file) {
    return work.resolve(IN).resolve(option).resolve(file.name());
  }

  /// Fetches them all, and what came of the jobs that it waited for, for reading alone.
  ///
  /// @param work the job's folder, in which no process works yet
  /// @param seen the same as the job sees it
  /// @return why not, when one of them is no more
  /// @throws java.nio.file.FileAlreadyExistsException when there is something called `in` already
  /// @throws StoreUnavailable when the queue cannot be reached; some files may be there then
  Optional<JobFailure> fetch(Claimed claimed, Path work, Path seen) throws IOException {
    if (!needed(claimed)) {
      return Optional.empty();
    }
    Path in = Files.createDirectory(work.resolve(IN));
    for (Map.Entry<String, FileRef> each : claimed.job().files().entrySet()) {
      FileRef file = each.getValue();
      if (!OPTION.matcher(each.getKey()).matches()) {
        throw new IOException("a file of the job would lie outside of its folder");
      }
      if (!fetch(file, in.resolve(each.getKey()))) {
        return Optional.of(
            new JobFailure(
                "file-missing",
                "The file %s of option '%s' is not in the store any more; upload it again."
                    .formatted(file.name(), each.getKey())));
      }
    }
    if (!claimed.inputs().isEmpty()) {
      Optional<JobFailure> missing =
          new EarlierResults(this, in, seen.resolve(IN)).put(claimed.inputs());
      if (missing.isPresent()) {
        return missing;
      }
    }
    readOnly(in, "r-x------");
    return Optional.empty();
  }

  /// Whether the job has such a folder.
  static boolean needed(Claimed claimed) {
    return !claimed.job().files().isEmpty() || !claimed.inputs().isEmpty();
  }

  /// Fetches one file into a new folder of its own.
  ///
  /// @return whether it is there
  boolean fetch(FileRef file, Path folder) throws IOException {
    Path target = folder.resolve(file.name());
    if (!target.normalize().equals(target)) {
      throw new IOException("a file of the job would lie outside of its folder");
    }
    Files.createDirectory(folder);
    if (!fetched(file, target)) {
      return false;
    }
    readOnlyFile(target);
    readOnly(folder, "r-x------");
    return true;
  }

  static void readOnlyFile(Path file) throws IOException {
    readOnly(file, "r--------");
  }

  private boolean fetched(FileRef file, Path target) throws IOException {
    Optional<InputStream> content = source.open(file.digest());
    if (content.isEmpty()) {
      return false;
    }
    try (InputStream in = content.get();
        OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      var digesting = new DigestInputStream(in, Sha256.fresh());
      digesting.transferTo(out);
      if (!Sha256.hex(digesting.getMessageDigest()).equals(file.digest())) {
        throw new IOException("the file " + file.name() + " is not what its digest says");
      }
      return true;
    } catch (IOException e) {
      if (e.getCause() instanceof StoreUnavailable away) {
        throw away;
      }
      throw e;
    }
  }

  private static void readOnly(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
