package io.mycelium.redis.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says why the embedded Redis did not start, in a sentence that can be shown to whoever started
/// the product.
public abstract sealed class RedisStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RedisStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// There is no embedded Redis for this operating system or processor.
  public static final class UnsupportedPlatform extends RedisStartException {
    private static final long serialVersionUID = 1L;

    UnsupportedPlatform(String os, String arch) {
      super(
          "There is no embedded Redis for %s on %s: %s."
              .formatted(
                  os,
                  arch,
                  os.startsWith("Windows")
                      ? "use WSL, or give the address of a Redis with --redis URL"
                      : "give the address of a Redis with --redis URL"),
          null);
    }
  }

  /// Somebody else listens on the port that the settings ask for.
  public static final class PortTaken extends RedisStartException {
    private static final long serialVersionUID = 1L;

    PortTaken(int port) {
      super(
          "Port %d of 127.0.0.1 is taken: free it, or choose another one for the embedded Redis."
              .formatted(port),
          null);
    }
  }

  /// The data folder cannot be made or written.
  public static final class FolderNotWritable extends RedisStartException {
    private static final long serialVersionUID = 1L;

    FolderNotWritable(Path folder, Throwable cause) {
      super(
          "The data folder %s cannot be written: correct its owner or choose another folder."
              .formatted(folder),
          cause);
    }
  }

  /// Another embedded Redis keeps its data in the same folder; two of them would destroy it.
  public static final class FolderInUse extends RedisStartException {
    private static final long serialVersionUID = 1L;

    FolderInUse(Path folder) {
      super(
          "The data folder %s is in use by another gateway: stop that one or choose another folder."
              .formatted(folder),
          null);
    }
  }

  /// Redis ended, or did not answer in time; the message carries its last lines.
  public static final class NotReady extends RedisStartException {
    private static final long serialVersionUID = 1L;

    NotReady(String what, List<String> lastLines) {
      super(
          "The embedded Redis %s. Its last words: %s"
              .formatted(what, String.join(" | ", lastLines)),
          null);
    }

    NotReady(String what, Throwable cause) {
      super("The embedded Redis " + what, cause);
    }
  }
}
