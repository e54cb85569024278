package io.mycelium.gateway.data;

import io.mycelium.gateway.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder in which one gateway keeps what is its own, locked while it runs. Mode 0700; the
/// files with secrets have mode 0600.
public final class DataFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Opens the folder, makes it when it is not there, and takes its lock.
  ///
  /// @throws StartFailure when that cannot be; the message says what to do
  public static DataFolder open(Path wanted) {
    Path folder = wanted.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartFailure(
            "The data folder %s is in use by another gateway; stop that one, or choose another folder with --data."
                .formatted(folder));
      }
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new StartFailure(
          "The data folder %s cannot be used (%s); choose another with --data."
              .formatted(folder, e.getMessage()));
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public Path path() {
    return folder;
  }

  public Path redis() {
    return folder.resolve("redis");
  }

  public Path drone() {
    return folder.resolve("drone");
  }

  /// Where people drop functions.
  public Path functions() {
    Path dropped = folder.resolve("functions.d");
    try {
      Files.createDirectories(dropped);
    } catch (IOException e) {
      throw new StartFailure(
          "The folder %s cannot be made (%s).".formatted(dropped, e.getMessage()));
    }
    return dropped;
  }

  /// Where the CLI finds the gateway.
  public Path gatewayFile() {
    return folder.resolve("gateway.json");
  }

  /// The operator's API key, one line.
  public Path operatorKey() {
    return folder.resolve("operator.key");
  }

  /// The content of a small file without the line's end; empty when it is not there.
  public Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new StartFailure("The file %s cannot be read (%s).".formatted(file, e.getMessage()));
    }
  }

  /// Writes a small file of mode 0600, whole or not at all.
  public void writeSecret(Path file, String content) {
    try {
      Path fresh =
          Files.createTempFile(folder, ".", ".new", PosixFilePermissions.asFileAttribute(OWNER));
      Files.writeString(fresh, content + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartFailure("The file %s cannot be written (%s).".formatted(file, e.getMessage()));
    }
  }

  /// Frees the folder for another gateway.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(gatewayFile());
      channel.close();
    } catch (IOException e) {
      throw new StartFailure(
          "The data folder %s could not be left cleanly (%s).".formatted(folder, e.getMessage()));
    }
  }
}
