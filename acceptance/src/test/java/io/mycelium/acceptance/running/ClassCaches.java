package io.mycelium.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The programs' classes as Java keeps them for the next start, made like those of the launcher:
/// reading classes is most of what a program costs that lives for seconds.
///
/// Whichever process of the tests first needs a cache makes it; the others go without meanwhile.
/// One that is older than a jar of ours is made anew: Java looks at the jar it is started with, not
/// at those that this one names, and would run the classes of before. Threadsafe.
final class ClassCaches {
  private static final long TRAINING_SECONDS = 120;

  /// For the second half of the work, which reads all classes at once.
  private static final String HEAP = "-Xmx512m";

  private final Path folder;

  private final Path libraries;

  /// @param folder of the caches, which is made when it is missing
  /// @param libraries the folder of the jars that those of the programs name
  ClassCaches(Path folder, Path libraries) {
    this.folder = folder;
    this.libraries = libraries;
  }

  /// The cache of a program.
  ///
  /// @param java the command that starts the program, without its words
  /// @param jar of the program; an older cache is made anew
  /// @return nothing while another process makes it
  /// @throws IllegalStateException where it cannot be made
  Optional<Path> of(String program, List<String> java, Path jar) {
    Path cache = folder.resolve(program + ".aot");
    try {
      return isFresh(cache, jar) ? Optional.of(cache) : made(cache, java, jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isFresh(Path cache, Path jar) throws IOException {
    if (!Files.exists(cache)) {
      return false;
    }
    FileTime made = age(cache);
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(libraries, "mycelium-*.jar")) {
      for (Path library : ours) {
        if (age(library).compareTo(made) >= 0) {
          return false;
        }
      }
    }
    return age(jar).compareTo(made) < 0;
  }

  private static FileTime age(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }

  private synchronized Optional<Path> made(Path cache, List<String> java, Path jar)
      throws IOException {
    Files.createDirectories(folder);
    Path guard = folder.resolve(cache.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return Optional.empty();
      }
      if (!isFresh(cache, jar)) {
        train(cache, java);
      }
      return Optional.of(cache);
    }
  }

  private void train(Path cache, List<String> java) throws IOException {
    Path fresh = folder.resolve(cache.getFileName() + ".new");
    Path log = folder.resolve(cache.getFileName() + ".log");
    List<String> command = new ArrayList<>(java);
    command.add(1, "-XX:AOTCacheOutput=" + fresh);
    command.add("--train");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JDK_AOT_VM_OPTIONS", HEAP);
    Process training = builder.redirectOutput(Redirect.to(log.toFile())).start();
    try {
      if (!training.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS) || training.exitValue() != 0) {
        throw new IllegalStateException("no cache of classes was made; see " + log);
      }
      Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cache of classes was made", e);
    } finally {
      training.destroyForcibly();
    }
  }
}
