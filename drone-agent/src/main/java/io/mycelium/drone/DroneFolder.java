package io.mycelium.drone;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Ids;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.DroneKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The folder in which a drone keeps who it is. One drone has it at a time.
final class DroneFolder implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// A drone whose gateway was killed needs some seconds to end.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Path path;
  private final FileChannel lock;

  private DroneFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder when it is missing, and waits a while when another drone still has it.
  ///
  /// @throws StartFailure when another drone keeps it, or when it cannot be used
  static DroneFolder open(Path folder) throws InterruptedException {
    try {
      Path real = Files.createDirectories(folder, OWNER_FOLDER).toRealPath();
      FileChannel lock =
          FileChannel.open(
              real.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OWNER_FILE);
      long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
      while (lock.tryLock() == null) {
        if (System.nanoTime() > deadline) {
          lock.close();
          throw StartFailure.unavailable("Another drone uses the folder %s.".formatted(folder));
        }
        TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
      }
      return new DroneFolder(real, lock);
    } catch (IOException e) {
      throw StartFailure.unusable(folder, e);
    }
  }

  /// The real path.
  Path path() {
    return path;
  }

  private record Identity(DroneId id) {}

  /// Who the drone is, over all its restarts; decided at the first.
  ///
  /// @throws StartFailure when what is kept cannot be understood
  DroneId identity(Ids ids) {
    Path file = path.resolve("drone.json");
    try {
      if (Files.exists(file)) {
        return Json.read(Files.readString(file), Identity.class).id();
      }
      var made = new Identity(ids.drone());
      keep(file, Json.write(made));
      return made.id();
    } catch (IOException | Json.Unreadable e) {
      throw unusable(file, e);
    }
  }

  private static StartFailure unusable(Path file, Exception why) {
    return StartFailure.unavailable(
        "%s cannot be used (%s). Remove it, and the drone starts as a new one."
            .formatted(file, why.getMessage()));
  }

  /// Writes a file whole or not at all, for its owner alone.
  private static void keep(Path file, String content) throws IOException {
    Path begun = file.resolveSibling(file.getFileName() + ".begun");
    Files.deleteIfExists(begun);
    Files.createFile(begun, OWNER_FILE);
    Files.writeString(begun, content);
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private record KeyFile(String secret, String known) {
    static KeyFile of(KeyPair pair) {
      Base64.Encoder text = Base64.getEncoder();
      return new KeyFile(
          text.encodeToString(pair.getPrivate().getEncoded()),
          text.encodeToString(pair.getPublic().getEncoded()));
    }

    KeyPair pair() throws GeneralSecurityException {
      KeyFactory keys = KeyFactory.getInstance(DroneKey.ALGORITHM);
      Base64.Decoder text = Base64.getDecoder();
      return new KeyPair(
          keys.generatePublic(new X509EncodedKeySpec(text.decode(known))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(text.decode(secret))));
    }

    /// Without the key.
    @Override
    public String toString() {
      return "KeyFile[]";
    }
  }

  /// What the drone proves itself with to a gateway, over all its restarts; made at the first. It
  /// is in no other place.
  ///
  /// @throws StartFailure when what is kept cannot be understood
  KeyPair key() {
    Path file = path.resolve("key.json");
    try {
      if (Files.exists(file)) {
        return Json.read(Files.readString(file), KeyFile.class).pair();
      }
      KeyPair made = KeyPairGenerator.getInstance(DroneKey.ALGORITHM).generateKeyPair();
      keep(file, Json.write(KeyFile.of(made)));
      return made;
    } catch (IOException | Json.Unreadable | GeneralSecurityException e) {
      throw unusable(file, e);
    } catch (IllegalArgumentException e) {
      // Not repeated: its message may hold a part of the key.
      throw unusable(file, new IOException("it holds no key"));
    }
  }

  /// Lets another drone have it.
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
