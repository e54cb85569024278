package io.mycelium.functions.dropin;

import io.mycelium.core.command.Digests;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the folder into which people drop functions, and publishes what it finds. A function's
/// folder is taken when two looks in a row saw the same, so that one that is still being copied is
/// left alone; what is wrong with a folder is told when it has not become right within [#PATIENCE]
/// looks.
///
/// It looks again and again rather than being told of changes, because that also works on file
/// systems that tell nothing.
public final class FunctionFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionFolder.class);
  private static final Duration INTERVAL = Duration.ofMillis(300);

  /// Looks after which a folder is published as it is.
  static final int PATIENCE = 4;

  /// Looks after which everything is published again, which keeps the packages from expiring.
  private static final int RENEWAL = (int) (Duration.ofHours(6).toMillis() / INTERVAL.toMillis());

  private static final String GONE = "gone";
  private static final int LONGEST_LABEL = 60;

  private final Path folder;
  private final Predicate<String> wanted;
  private final Publisher publisher;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /// What is known of the function's folders, by label. Used by one thread at a time.
  private final Map<String, Seen> known = new LinkedHashMap<>();

  private int looks;

  /// Set from outside: publish all of them again.
  private volatile boolean all = true;

  /// One function's folder.
  private static final class Seen {
    private final Path path;

    /// As it was last published; empty when it was not.
    private String taken = "";

    private String last = "";

    /// Looks since it differs from what was published.
    private int waiting;

    private Seen(Path path) {
      this.path = path;
    }
  }

  FunctionFolder(Path folder, Predicate<String> wanted, Publisher publisher) {
    this.folder = folder;
    this.wanted = wanted;
    this.publisher = publisher;
    this.thread = Thread.ofVirtual().name("function-folder").unstarted(this::run);
  }

  /// Starts to watch. A folder that is not there has no functions.
  ///
  /// @param wanted which of the folders in it are looked at, by name
  public static FunctionFolder start(Path folder, Predicate<String> wanted, Publisher publisher) {
    var watcher = new FunctionFolder(folder, wanted, publisher);
    watcher.thread.start();
    return watcher;
  }

  /// Publishes all folders again at the next look: a name may have become free, a package trusted.
  public void again() {
    all = true;
    wake.release();
  }

  private void run() {
    while (!closed) {
      try {
        look();
        wake.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (StoreUnavailable e) {
        LOG.debug("dropped-in functions wait for the store: {}", e.getMessage());
        all = true;
        pause();
      } catch (InterruptedException e) {
        closed = true;
        Thread.currentThread().interrupt();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(INTERVAL);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  void look() {
    if (all || looks++ % RENEWAL == 0) {
      all = false;
      publisher.known().forEach(label -> known.computeIfAbsent(label, this::seen));
      known.values().forEach(seen -> seen.taken = "");
    }
    if (list()) {
      List.copyOf(known.entrySet()).forEach(e -> alone(e.getKey(), e.getValue()));
    }
  }

  /// Looks at one folder, whose trouble is not the others'.
  private void alone(String label, Seen seen) {
    try {
      look(label, seen);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("the function's folder {} is left out", seen.path, e);
      seen.taken = seen.last;
    }
  }

  private Seen seen(String label) {
    return new Seen(folder.resolve(label));
  }

  /// Finds new folders.
  ///
  /// @return whether the listing can be relied on
  private boolean list() {
    if (Files.notExists(folder)) {
      return true;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        boolean candidate =
            Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(child);
        if (candidate && !name.startsWith(".") && wanted.test(name)) {
          known.computeIfAbsent(label(name), _ -> new Seen(child));
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("{} cannot be read: {}", folder, e.toString());
      return false;
    }
  }

  private void look(String label, Seen seen) {
    String now = signature(seen.path);
    boolean stable = now.equals(seen.last);
    seen.last = now;
    if (now.equals(seen.taken)) {
      seen.waiting = 0;
      return;
    }
    seen.waiting++;
    if (stable || seen.waiting >= PATIENCE) {
      take(label, seen, now);
    }
  }

  private void take(String label, Seen seen, String now) {
    if (now.equals(GONE)) {
      publisher.remove(label);
      known.remove(label);
      return;
    }
    boolean hurry = seen.waiting >= PATIENCE;
    Candidate candidate = read(seen.path);
    boolean torn = !signature(seen.path).equals(now);
    if (hurry || (candidate.problems().isEmpty() && !torn)) {
      publisher.publish(label, candidate);
      seen.taken = now;
      seen.waiting = 0;
    }
  }

  private static Candidate read(Path path) {
    try {
      return Candidate.of(path);
    } catch (IOException e) {
      LOG.debug("{} cannot be read: {}", path, e.toString());
      return Candidate.unreadable(path);
    }
  }

  private static String signature(Path path) {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      return GONE;
    }
    try {
      return FolderWalk.signature(path);
    } catch (IOException e) {
      return Files.notExists(path, LinkOption.NOFOLLOW_LINKS) ? GONE : "unreadable";
    }
  }

  /// A folder's name in a form that is safe to show and differs for different names.
  static String label(String name) {
    String line = PlainText.line(name, LONGEST_LABEL);
    if (line.equals(name)) {
      return name;
    }
    byte[] digest = Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
    return PlainText.line(name, 40) + '~' + HexFormat.of().formatHex(digest, 0, 4);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
