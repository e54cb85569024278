package io.mycelium.gateway.data;

import io.mycelium.gateway.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder in which one gateway keeps what is its own, locked while it runs. Mode 0700; the
/// files with secrets have mode 0600.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /// What makes a folder with something in it a data folder.
  private static final List<String> MARKS = List.of(LOCK, "config.yaml", "functions.d");

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
      refuseForeign(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
              .formatted(folder, why(e)));
    }
  }

  /// A folder of somebody else's files would be closed to everybody but the owner.
  private static void refuseForeign(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (!names.isEmpty() && MARKS.stream().noneMatch(names::contains)) {
        throw new StartFailure(
            "The folder %s holds other files, such as %s; choose a new or an empty folder with --data."
                .formatted(folder, names.getFirst()));
      }
    }
  }

  /// The messages of the system's exceptions are mostly the path again.
  private static String why(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _, NotDirectoryException _ -> "it is not a folder";
      case AccessDeniedException _ -> "this user may not write there";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> "it cannot be made or opened";
    };
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

  /// Where what reads sentences unpacks its libraries.
  public Path models() {
    return folder.resolve("models");
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
