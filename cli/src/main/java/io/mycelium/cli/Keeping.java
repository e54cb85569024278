package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.show.FileText;
import io.mycelium.cli.wire.Ask;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.cli.wire.Response;
import io.mycelium.cli.wire.Troubles;
import io.mycelium.cli.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Saves what came back under the name that the caller chose: whole, or not at all.
final class Keeping {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Surroundings around;
  private final Path target;
  private final boolean standardOutput;

  /// Checks that something can be saved there.
  ///
  /// @param named as the caller wrote it; `-` is standard output
  /// @throws io.mycelium.cli.problem.Stopped when nothing can be saved there
  Keeping(Surroundings around, String named) {
    this.around = around;
    this.standardOutput = named.equals("-");
    this.target = around.workingFolder().resolve(named);
    Path folder = target.getParent();
    if (standardOutput) {
      return;
    }
    if (Files.isDirectory(target) || named.isEmpty() || named.endsWith("/")) {
      throw refused("'%s' is a folder; --output takes a file's name.".formatted(named));
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw refused("There is no folder '%s' to save to.".formatted(folder));
    }
  }

  /// What writes the content.
  @FunctionalInterface
  private interface Content {
    void to(OutputStream out) throws IOException;
  }

  void text(String text) {
    save(out -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /// Fetches a stored file.
  ///
  /// @param file with name and content
  void file(Endpoint gateway, JsonNode file) {
    blob(gateway, file.path("content").path("digest").asText(""));
    tell(file.path("content").path("size").asLong(-1));
  }

  /// Fetches stored content.
  void blob(Endpoint gateway, String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw refused("A file is named by its digest of 64 hexadecimal digits.");
    }
    Ask ask = Ask.get("/api/v1/blobs/" + digest, PATIENCE);
    try (Response response = Wire.send(gateway, ask)) {
      if (response.status() != 200) {
        throw Troubles.refused(gateway, response.status(), response.bytes()).stop();
      }
      save(out -> copy(response.body(), out, digest));
    } catch (IOException e) {
      throw Troubles.lost(gateway, e).stop();
    }
  }

  /// Says what was saved.
  void tell(long size) {
    if (!standardOutput) {
      String bytes = size < 0 ? "" : " (" + FileText.size(size) + ")";
      around.err().println("Saved " + target.getFileName() + bytes + ".");
    }
  }

  private static void copy(InputStream from, OutputStream to, String digest) throws IOException {
    MessageDigest sum = sha256();
    from.transferTo(new DigestOutputStream(to, sum));
    if (!HexFormat.of().formatHex(sum.digest()).equals(digest)) {
      throw new IOException("what came is not the file that was asked for");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void save(Content content) {
    try {
      if (standardOutput) {
        content.to(around.out());
        around.out().flush();
      } else if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
          content.to(out);
        }
      } else {
        replace(Files.exists(target) ? target.toRealPath() : target, content);
      }
    } catch (IOException e) {
      throw Problem.local(
              ExitCode.UNAVAILABLE,
              "not-saved",
              "'%s' could not be saved: %s.".formatted(target, e.getMessage()))
          .stop();
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    Path part =
        file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      try (OutputStream out =
          Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.to(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static RuntimeException refused(String sentence) {
    return Problem.local(ExitCode.USAGE, "bad-output", sentence).stop();
  }
}
