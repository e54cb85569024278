package io.mycelium.drone.agent;

import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
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

/// Puts the files that a job names into its folder `in`, each under its own name in a folder of its
/// option. Safe for use by many threads.
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

  /// Fetches them all, for reading alone.
  ///
  /// @param work the job's folder, in which no process works yet
  /// @return why not, when one of them is no more
  /// @throws java.nio.file.FileAlreadyExistsException when there is something called `in` already
  /// @throws StoreUnavailable when the queue cannot be reached; some files may be there then
  Optional<JobFailure> fetch(JobSpec job, Path work) throws IOException {
    if (job.files().isEmpty()) {
      return Optional.empty();
    }
    Path in = Files.createDirectory(work.resolve(IN));
    for (Map.Entry<String, FileRef> each : job.files().entrySet()) {
      FileRef file = each.getValue();
      Path target = place(work, each.getKey(), file);
      if (!OPTION.matcher(each.getKey()).matches() || !target.normalize().equals(target)) {
        throw new IOException("a file of the job would lie outside of its folder");
      }
      Path folder = Files.createDirectory(in.resolve(each.getKey()));
      if (!fetched(file, target)) {
        return Optional.of(
            new JobFailure(
                "file-missing",
                "The file %s of option '%s' is not in the store any more; upload it again."
                    .formatted(file.name(), each.getKey())));
      }
      readOnly(target, "r--------");
      readOnly(folder, "r-x------");
    }
    readOnly(in, "r-x------");
    return Optional.empty();
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
