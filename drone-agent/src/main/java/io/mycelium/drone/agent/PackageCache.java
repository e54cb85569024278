package io.mycelium.drone.agent;

import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Packages of functions by digest, kept as read-only archives in a folder and checked anew at each
/// use. The packages that were used last are kept. Safe for use by many threads.
final class PackageCache {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /// Files with their headers and padding.
  private static final long LARGEST =
      PackageArchive.MAX_BYTES + 1024L * (PackageArchive.MAX_FILES + 1);

  private final Path folder;
  private final JobSource source;
  private final InstantSource clock;
  private final int most;

  /// Lets one package at a time be read: each may take a part of the small heap.
  private final ReentrantLock reading = new ReentrantLock();

  /// @param folder the cache's own
  /// @param most how many packages are kept
  PackageCache(Path folder, JobSource source, InstantSource clock, int most) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.source = source;
    this.clock = clock;
    this.most = most;
    for (Path begun : archives(".begun")) {
      Files.delete(begun);
    }
  }

  /// Unpacks a package into an empty folder.
  ///
  /// @return whether there is such a package
  /// @throws PackageArchive.Malformed when it is no package
  /// @throws StoreUnavailable when the queue cannot be reached
  boolean unpack(String digest, Path target) throws IOException, InterruptedException {
    if (!DIGEST.matcher(digest).matches()) {
      return false;
    }
    reading.lockInterruptibly();
    try {
      Path archive = folder.resolve(digest + ".tar");
      if (!isSound(archive, digest) && !fetch(archive, digest)) {
        return false;
      }
      Files.setLastModifiedTime(archive, FileTime.from(clock.instant()));
      try (InputStream in = Files.newInputStream(archive)) {
        PackageArchive.unpack(in, target);
      }
      return true;
    } finally {
      reading.unlock();
    }
  }

  private static boolean isSound(Path archive, String digest) throws IOException {
    if (!Files.isRegularFile(archive)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(archive)) {
      return copy(in, OutputStream.nullOutputStream()).equals(digest);
    }
  }

  private boolean fetch(Path archive, String digest) throws IOException {
    Optional<InputStream> content = source.open(digest);
    if (content.isEmpty()) {
      return false;
    }
    Path begun = folder.resolve(digest + ".begun");
    Files.deleteIfExists(begun);
    try (InputStream in = content.get();
        OutputStream out = Files.newOutputStream(begun, StandardOpenOption.CREATE_NEW)) {
      if (!copy(in, out).equals(digest)) {
        throw new PackageArchive.Malformed("the package is not what its digest says");
      }
    } catch (IOException e) {
      if (e.getCause() instanceof StoreUnavailable away) {
        throw away;
      }
      throw e;
    }
    Files.setPosixFilePermissions(begun, PosixFilePermissions.fromString("r--------"));
    Files.move(begun, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    evict(archive);
    return true;
  }

  /// Copies all and returns the digest of it.
  private static String copy(InputStream in, OutputStream out) throws IOException {
    var digesting = new DigestInputStream(in, Sha256.fresh());
    byte[] buffer = new byte[8192];
    long size = 0;
    for (int count = digesting.read(buffer); count >= 0; count = digesting.read(buffer)) {
      size += count;
      if (size > LARGEST) {
        throw new PackageArchive.Malformed("the package is too large");
      }
      out.write(buffer, 0, count);
    }
    return Sha256.hex(digesting.getMessageDigest());
  }

  private void evict(Path newest) throws IOException {
    List<Path> oldestFirst =
        archives(".tar").stream()
            .filter(archive -> !archive.equals(newest))
            .sorted(Comparator.comparingLong(archive -> archive.toFile().lastModified()))
            .toList();
    for (int i = 0; i < oldestFirst.size() - (most - 1); i++) {
      Files.delete(oldestFirst.get(i));
    }
  }

  private List<Path> archives(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
