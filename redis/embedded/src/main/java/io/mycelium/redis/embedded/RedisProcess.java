package io.mycelium.redis.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One life of a redis-server, under a shell that ends it when this process is gone. Safe for use
/// by several threads.
final class RedisProcess {
  private static final Duration POLL = Duration.ofMillis(3);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);
  private static final Duration TERM_PATIENCE = Duration.ofSeconds(10);
  private static final int KEPT_LINES = 5;

  private final RedisAddress address;
  private final Process watchdog;

  /// Empty when the server ended before it could be looked at.
  private final Optional<ProcessHandle> server;

  private final long pid;
  private final long startedAt = System.nanoTime();

  /// The newest log lines; guarded by itself.
  private final Deque<String> lastLines = new ArrayDeque<>();

  private final Thread logReader;

  private RedisProcess(RedisAddress address, Process watchdog, long pid, Consumer<String> log) {
    this.address = address;
    this.watchdog = watchdog;
    this.pid = pid;
    this.server = ProcessHandle.of(pid);
    this.logReader = Thread.ofPlatform().daemon().name("redis-log").start(() -> readLog(log));
  }

  /// Starts a server and returns at once; [#awaitReady()] tells when it answers.
  ///
  /// @param address where the configuration makes it listen
  /// @param log takes each line of its log, on a thread of its own
  static RedisProcess launch(
      Path program, RedisConfiguration configuration, RedisAddress address, Consumer<String> log) {
    try {
      Process watchdog = new ProcessBuilder("sh", "-c", script(), "sh", program.toString()).start();
      try {
        watchdog.getOutputStream().write(input(configuration));
        watchdog.getOutputStream().flush();
        return new RedisProcess(address, watchdog, announcedPid(watchdog), log);
      } catch (IOException e) {
        close(watchdog);
        throw e;
      }
    } catch (IOException e) {
      throw new RedisStartException.NotReady("could not be started", e);
    }
  }

  private static byte[] input(RedisConfiguration configuration) {
    return (configuration.text() + "# end of configuration\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String script() throws IOException {
    try (InputStream script = RedisProcess.class.getResourceAsStream("watchdog.sh")) {
      if (script == null) {
        throw new IOException("watchdog.sh is missing from the classpath");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long announcedPid(Process watchdog) throws IOException {
    try (BufferedReader errors = watchdog.errorReader(StandardCharsets.UTF_8)) {
      String line = errors.readLine();
      return Long.parseLong(String.valueOf(line));
    } catch (NumberFormatException e) {
      throw new IOException("the shell did not tell the process id of redis-server", e);
    }
  }

  private void readLog(Consumer<String> log) {
    try (BufferedReader lines = watchdog.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (lastLines) {
          lastLines.addLast(line);
          if (lastLines.size() > KEPT_LINES) {
            lastLines.removeFirst();
          }
        }
        log.accept(line);
      }
    } catch (IOException e) {
      log.accept("The log of Redis cannot be read any more: " + e.getMessage());
    }
  }

  /// Waits until the server answers, however long it loads its data; ends it when it does not.
  ///
  /// @throws RedisStartException.PortTaken when it could not listen
  /// @throws RedisStartException.NotReady when it ended, or was silent for 30 seconds
  void awaitReady() {
    long silentSince = System.nanoTime();
    while (true) {
      if (waitFor(POLL)) {
        throw failure("ended while it started (exit code %d)".formatted(watchdog.exitValue()));
      }
      switch (probe()) {
        case READY -> {
          return;
        }
        case LOADING -> silentSince = System.nanoTime();
        case SILENT -> {}
      }
      if (Thread.currentThread().isInterrupted()) {
        stop();
        throw failure("was given up while it started");
      }
      if (System.nanoTime() - silentSince > SILENCE_LIMIT.toNanos()) {
        stop();
        throw failure("did not answer within " + SILENCE_LIMIT.toSeconds() + " s");
      }
    }
  }

  private enum Probe {
    READY,
    LOADING,
    SILENT
  }

  private Probe probe() {
    try (RespSocket redis = RespSocket.connect(address, Duration.ofSeconds(2))) {
      redis.ask("PING");
      return Probe.READY;
    } catch (RespSocket.Refusal e) {
      return e.isLoading() ? Probe.LOADING : Probe.SILENT;
    } catch (IOException e) {
      return Probe.SILENT;
    }
  }

  private RedisStartException failure(String what) {
    List<String> lines = lastLines();
    return lines.stream()
            .anyMatch(line -> line.contains("listening socket") && line.contains("in use"))
        ? new RedisStartException.PortTaken(address.port())
        : new RedisStartException.NotReady(what, lines);
  }

  private List<String> lastLines() {
    try {
      logReader.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (lastLines) {
      return List.copyOf(lastLines);
    }
  }

  long pid() {
    return pid;
  }

  boolean alive() {
    return watchdog.isAlive() && server.filter(ProcessHandle::isAlive).isPresent();
  }

  Duration lived() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /// Waits until the server has ended.
  ///
  /// @return its exit code; 128 + the number of the signal, when a signal ended it
  int awaitEnd() throws InterruptedException {
    return watchdog.waitFor();
  }

  /// Asks the server to write what it has and to end; ends it by force when it takes longer than 10
  /// seconds, or when the calling thread is interrupted. No process is left when this returns.
  /// Harmless when called again.
  void stop() {
    server.ifPresent(ProcessHandle::destroy);
    if (!waitFor(TERM_PATIENCE)) {
      server.ifPresent(ProcessHandle::destroyForcibly);
      watchdog.onExit().join();
    }
    close(watchdog);
  }

  private boolean waitFor(Duration patience) {
    try {
      return watchdog.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Closing its standard input makes the watchdog end the server, if there still is one.
  private static void close(Process watchdog) {
    try {
      watchdog.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
