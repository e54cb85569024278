package io.mycelium.cli.catalog;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The copy of a gateway's catalogue in the data folder. A folder that is somebody else's is left
/// alone, and a copy that cannot be read or written is done without.
public final class CatalogFile {
  private static final String FORM = "mycelium-catalog 1 ";

  private final Path data;
  private final Path folder;
  private final String gateway;

  /// Names the copy; touches nothing.
  ///
  /// @param gateway its address
  public CatalogFile(Path dataFolder, String gateway) {
    this.data = dataFolder;
    this.folder = dataFolder.resolve("cache");
    this.gateway = gateway;
  }

  private Path file() {
    return folder.resolve("catalog-" + Integer.toHexString(gateway.hashCode()) + ".json");
  }

  /// The copy, if there is one of this gateway.
  Optional<Catalog> read() {
    try {
      if (!ours()) {
        return Optional.empty();
      }
      String text = Files.readString(file());
      int end = text.indexOf('\n');
      String head = FORM + gateway + " ";
      return text.startsWith(head) && end > head.length() && text.endsWith("\n")
          ? Optional.of(new Catalog(text.substring(head.length(), end), text.substring(end)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void write(Catalog catalog) {
    try {
      if (!ours()) {
        return;
      }
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path part = Files.createTempFile(folder, "catalog", ".part");
      try {
        Files.writeString(part, FORM + gateway + " " + catalog.tag() + catalog.lines());
        Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (AtomicMoveNotSupportedException e) {
      throw new IllegalStateException("a folder moves its own files", e);
    } catch (IOException | UnsupportedOperationException e) {
      // Only the next call's speed is lost.
      return;
    }
  }

  private boolean ours() throws IOException {
    return Files.isDirectory(data, LinkOption.NOFOLLOW_LINKS)
        && Files.isWritable(data)
        && Files.getOwner(data).getName().equals(System.getProperty("user.name"));
  }
}
