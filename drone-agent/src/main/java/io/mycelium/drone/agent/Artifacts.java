package io.mycelium.drone.agent;

import io.mycelium.core.job.JobResult.Artifact;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.text.MediaTypes;
import io.mycelium.core.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Keeps the files that a job left in its folder `out`. A job may plant links to anything that the
/// drone can read, in place of a file or of the folder itself: no link is followed.
final class Artifacts {
  /// The folder's name.
  static final String OUT = "out";

  /// Files of a job at most.
  static final int MOST = 20;

  private static final int LONGEST_NAME = 120;

  private final JobSource source;
  private final Hold hold;
  private final OutputBudget budget;

  Artifacts(JobSource source, Hold hold, OutputBudget budget) {
    this.source = source;
    this.hold = hold;
    this.budget = budget;
  }

  /// @param leftOut how many files were too many
  record Kept(List<Artifact> files, long leftOut) {}

  /// @param first by name, [#MOST] at most: a job may leave more than fit into memory
  private record Found(SortedSet<Path> first, long all) {}

  /// Stores the files, sorted by name; those whose name begins with a dot are unfinished and do not
  /// count.
  ///
  /// @param work the job's folder, in which no process works any more
  /// @return empty when the work was stopped meanwhile
  /// @throws OutputBudget.Exceeded when they are too large
  Optional<Kept> keep(Path work) throws IOException, InterruptedException {
    if (!Files.isDirectory(work.resolve(OUT), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new Kept(List.of(), 0));
    }
    try (DirectoryStream<Path> opened = Files.newDirectoryStream(work);
        SecureDirectoryStream<Path> out =
            secure(opened).newDirectoryStream(Path.of(OUT), LinkOption.NOFOLLOW_LINKS)) {
      Found found = regularFiles(out);
      List<Artifact> kept = new ArrayList<>();
      for (Path name : found.first()) {
        Optional<BlobRef> content = hold.unlessStopped(() -> store(out, name));
        if (content.isEmpty()) {
          return Optional.empty();
        }
        String shown = shown(name);
        kept.add(new Artifact(shown, MediaTypes.of(shown), content.get()));
      }
      return Optional.of(new Kept(kept, found.all() - kept.size()));
    }
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> folder) {
    if (folder instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    throw new UnsupportedOperationException(
        "this system cannot open files without following links");
  }

  private Found regularFiles(SecureDirectoryStream<Path> out) throws IOException {
    SortedSet<Path> first = new TreeSet<>(Comparator.comparing(Path::toString));
    long all = 0;
    for (Path entry : out) {
      Path name = entry.getFileName();
      BasicFileAttributes attributes = attributes(out, name);
      if (attributes.isRegularFile() && !name.toString().startsWith(".")) {
        budget.take(attributes.size());
        all++;
        first.add(name);
        if (first.size() > MOST) {
          first.removeLast();
        }
      }
    }
    return new Found(first, all);
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> out, Path name)
      throws IOException {
    return out.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  private BlobRef store(SecureDirectoryStream<Path> out, Path name) {
    try (InputStream in =
        Channels.newInputStream(
            out.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
      return source.store(in);
    } catch (Blobs.TooLarge e) {
      throw new OutputBudget.Exceeded("Its file %s is too large.".formatted(shown(name)));
    } catch (IOException e) {
      throw new UncheckedIOException("the file %s cannot be read".formatted(shown(name)), e);
    }
  }

  private static String shown(Path name) {
    return PlainText.line(name.toString().replace('\\', '_'), LONGEST_NAME);
  }
}
