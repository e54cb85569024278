package io.mycelium.redis.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A data folder that is held by this process until [#close()].
final class DataFolder implements AutoCloseable {
  private static final Duration PREDECESSOR_PATIENCE = Duration.ofSeconds(15);

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder where it is missing (mode 0700), takes its lock, and waits for a Redis that a
  /// killed gateway left behind: its watchdog is about to end it, and until then it writes to the
  /// files.
  ///
  /// @throws RedisStartException.FolderNotWritable when it cannot be made or written
  /// @throws RedisStartException.FolderInUse when another gateway holds it
  static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(path)) {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(ownerOnly));
      }
      DataFolder opened = new DataFolder(path, lock(path));
      opened.awaitPredecessor();
      return opened;
    } catch (IOException e) {
      throw new RedisStartException.FolderNotWritable(path, e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("redis.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      throw new RedisStartException.FolderInUse(path);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new RedisStartException.FolderInUse(path);
    }
    return channel;
  }

  private void awaitPredecessor() throws IOException {
    Optional<ProcessHandle> predecessor = predecessor();
    if (predecessor.isEmpty()) {
      return;
    }
    try {
      predecessor.get().onExit().get(PREDECESSOR_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      close();
      throw new RedisStartException.FolderInUse(path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new RedisStartException.FolderInUse(path);
    }
  }

  private Optional<ProcessHandle> predecessor() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    String pid = Files.readString(pidFile()).strip();
    return pid.chars().allMatch(Character::isDigit) && !pid.isEmpty() && pid.length() < 19
        ? ProcessHandle.of(Long.parseLong(pid)).filter(DataFolder::isRedis)
        : Optional.empty();
  }

  /// The number in a stale file may meanwhile belong to any other program.
  private static boolean isRedis(ProcessHandle process) {
    return process.isAlive()
        && process.info().command().filter(command -> command.contains("redis-server")).isPresent();
  }

  Path path() {
    return path;
  }

  Path pidFile() {
    return path.resolve("redis.pid");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new RedisStartException.FolderNotWritable(path, e);
    }
  }
}
