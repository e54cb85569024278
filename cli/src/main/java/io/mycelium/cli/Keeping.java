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
import java.util.List;
import java.util.Optional;
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
    /// @return how many bytes that were
    long to(OutputStream out) throws IOException;
  }

  /// Whether what is saved goes to standard output, so that nothing else may.
  boolean standardOutput() {
    return standardOutput;
  }

  /// The file that is meant of those that came back: the one of that name, else the only one.
  Optional<JsonNode> choose(List<JsonNode> files) {
    for (JsonNode file : files) {
      if (!standardOutput && FileText.name(file).equals(name())) {
        return Optional.of(file);
      }
    }
    return files.size() == 1 ? Optional.of(files.getFirst()) : Optional.empty();
  }

  /// The name that the caller chose, without folders.
  String name() {
    return standardOutput ? "-" : String.valueOf(target.getFileName());
  }

  void text(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    long size =
        save(out -> {
          out.write(bytes);
          return bytes.length;
        });
    tell(name(), size);
  }

  /// Fetches a stored file.
  ///
  /// @param file with name and content
  void file(Endpoint gateway, JsonNode file) {
    long size = fetch(gateway, file.path("content").path("digest").asText(""));
    tell(FileText.name(file), size);
  }

  /// Fetches stored content.
  void blob(Endpoint gateway, String digest) {
    tell(name(), fetch(gateway, digest));
  }

  private long fetch(Endpoint gateway, String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw refused("A file is named by its digest of 64 hexadecimal digits.");
    }
    Ask ask = Ask.get("/api/v1/blobs/" + digest, PATIENCE);
    try (Response response = Wire.send(gateway, ask)) {
      if (response.status() != 200) {
        throw Troubles.refused(gateway, response.status(), response.bytes()).stop();
      }
      return save(out -> copy(response.body(), out, digest));
    } catch (IOException e) {
      throw Troubles.lost(gateway, e).stop();
    }
  }

  private void tell(String source, long size) {
    if (!standardOutput) {
      String saved = source.equals(name()) ? source : source + " as " + name();
      around.err().println("Saved %s (%s).".formatted(saved, FileText.size(size)));
    }
  }

  private static long copy(InputStream from, OutputStream to, String digest) throws IOException {
    MessageDigest sum = sha256();
    long size = from.transferTo(new DigestOutputStream(to, sum));
    if (!HexFormat.of().formatHex(sum.digest()).equals(digest)) {
      throw new IOException("what came is not the file that was asked for");
    }
    return size;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private long save(Content content) {
    try {
      if (standardOutput) {
        long size = content.to(around.out());
        around.out().flush();
        return size;
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
          return content.to(out);
        }
      }
      return replace(Files.exists(target) ? target.toRealPath() : target, content);
    } catch (IOException e) {
      throw Problem.local(
              ExitCode.UNAVAILABLE,
              "not-saved",
              "'%s' could not be saved: %s.".formatted(target, e.getMessage()))
          .stop();
    }
  }

  private static long replace(Path file, Content content) throws IOException {
    Path part =
        file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      long size;
      try (OutputStream out =
          Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        size = content.to(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return size;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static RuntimeException refused(String sentence) {
    return Problem.local(ExitCode.USAGE, "bad-output", sentence).stop();
  }
}
