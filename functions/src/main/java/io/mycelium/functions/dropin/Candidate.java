package io.mycelium.functions.dropin;

import io.mycelium.core.command.Risk;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.job.PackageArchive;
import io.mycelium.core.job.PackageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder as it was read, with all that is wrong with it in itself.
final class Candidate {
  private final String folder;
  private final ManifestReader.Read read;
  private final Optional<byte[]> archive;
  private final List<Problem> problems;

  private Candidate(
      String folder, ManifestReader.Read read, Optional<byte[]> archive, List<Problem> problems) {
    this.folder = folder;
    this.read = read;
    this.archive = archive;
    this.problems = List.copyOf(problems);
  }

  /// Reads a folder.
  ///
  /// @throws IOException when it cannot be read, perhaps because it goes at this moment
  static Candidate of(Path path) throws IOException {
    String folder = path.getFileName().toString();
    PackageFolder.Read content = PackageFolder.read(path);
    List<Problem> problems = new ArrayList<>(content.problems());
    Optional<PackageFile> manifest =
        content.files().stream().filter(f -> f.path().equals(Manifest.FILE)).findFirst();
    if (manifest.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(Manifest.FILE, 0, "is missing"));
    }
    ManifestReader.Read read =
        manifest
            .map(file -> ManifestReader.read(file.content(), folder))
            .orElseGet(ManifestReader.Read::nothing);
    problems.addAll(read.problems());
    read.manifest()
        .flatMap(m -> m.programs().stream().flatMap(p -> missing(p, content.files())).findFirst())
        .ifPresent(cause -> problems.add(read.problem("run", cause)));
    Optional<byte[]> archive =
        content.problems().isEmpty()
            ? Optional.of(PackageArchive.write(content.files()))
            : Optional.empty();
    return new Candidate(folder, read, archive, problems);
  }

  /// A folder that cannot be read.
  static Candidate unreadable(Path path) {
    return new Candidate(
        path.getFileName().toString(),
        ManifestReader.Read.nothing(),
        Optional.empty(),
        List.of(new Problem("", 0, "cannot be read by the gateway")));
  }

  /// A program of the package's own has to be there, and its owner has to be allowed to run it.
  private static Stream<String> missing(String program, List<PackageFile> files) {
    if (!program.contains("/") || program.startsWith("/")) {
      return Stream.empty();
    }
    String path = program.startsWith("./") ? program.substring(2) : program;
    Optional<PackageFile> file = files.stream().filter(f -> f.path().equals(path)).findFirst();
    if (file.isEmpty()) {
      return Stream.of("'run' starts '%s', which is not in the folder".formatted(program));
    }
    return file.get().executable()
        ? Stream.empty()
        : Stream.of("'run' starts '%1$s', which is not executable; chmod +x %1$s".formatted(path));
  }

  String folder() {
    return folder;
  }

  Optional<Manifest> manifest() {
    return read.manifest();
  }

  Optional<byte[]> archive() {
    return archive;
  }

  List<Problem> problems() {
    return problems;
  }

  /// What it says that only a trusted package may say: that it is harmless, that it writes, that
  /// its jobs go first, that it has a network.
  List<Problem> claims() {
    List<Problem> claims = new ArrayList<>();
    String trust = "an operator types 'function trust %s'".formatted(FunctionFolder.label(folder));
    if (read.manifest().filter(m -> m.risk() == Risk.LOW).isPresent()) {
      claims.add(
          problem(
              "risk",
              "'risk' is 'low', which only a trusted package may say; %s, or it says 'medium'"
                  .formatted(trust)));
    }
    if (read.manifest().filter(m -> !m.writes().isEmpty()).isPresent()) {
      claims.add(problem("writes", "'writes' is for a trusted package only; " + trust));
    }
    if (read.manifest().filter(m -> m.work().priority() == JobPriority.HIGH).isPresent()) {
      claims.add(
          problem(
              "priority",
              "'priority' is 'high', which only a trusted package may say; %s, or it says 'normal'"
                  .formatted(trust)));
    }
    boolean reaches =
        read.manifest()
            .flatMap(Manifest::network)
            .filter(policy -> !(policy instanceof NetworkPolicy.None))
            .isPresent();
    if (reaches) {
      claims.add(problem("network", "'network' is none without trust in the package; " + trust));
    }
    return claims;
  }

  Problem problem(String key, String cause) {
    return read.problem(key, cause);
  }
}
