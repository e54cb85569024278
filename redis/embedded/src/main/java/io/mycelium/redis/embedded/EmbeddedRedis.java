package io.mycelium.redis.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A Redis of our own: started from the binary on the classpath, kept alive, ended with this
/// process.
///
/// It answers on the loopback under a random password, appends every write to a file in its folder,
/// and comes back at the same address when it dies. However this process ends, by `kill -9` too, a
/// watchdog then ends Redis: no process stays behind. All methods are safe for use by several
/// threads.
public final class EmbeddedRedis implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT_ATTEMPTS = 5;
  private static final int PASSWORD_BYTES = 32;

  /// How soon a write is safe from a failure of the machine. A failure of Redis alone loses no
  /// acknowledged write.
  public enum AppendFsync {
    /// Up to a second of writes may be lost with the machine.
    EVERYSEC,
    /// None are lost; each write waits for the disk.
    ALWAYS
  }

  /// How to run it.
  ///
  /// @param folder where the data and the program lie; made (mode 0700) when missing
  /// @param appendFsync how soon a write is safe from a failure of the machine
  /// @param port where to listen, or empty for any free port
  /// @param persistent false keeps the data in memory alone: for tests
  public record Settings(
      Path folder, AppendFsync appendFsync, OptionalInt port, boolean persistent) {
    /// Returns the usual settings: [AppendFsync#EVERYSEC], a free port, persistent.
    public static Settings in(Path folder) {
      return new Settings(folder, AppendFsync.EVERYSEC, OptionalInt.empty(), true);
    }

    /// Returns these settings with another [#appendFsync].
    public Settings withAppendFsync(AppendFsync other) {
      return new Settings(folder, other, port, persistent);
    }

    /// Returns these settings with a fixed port.
    public Settings onPort(int number) {
      return new Settings(folder, appendFsync, OptionalInt.of(number), persistent);
    }

    /// Returns these settings without persistence.
    public Settings inMemory() {
      return new Settings(folder, appendFsync, port, false);
    }
  }

  private final Settings settings;
  private final DataFolder folder;
  private final Path program;
  private final RedisAddress address;
  private final Consumer<RedisEvent> listener;
  private final CountDownLatch stopRequested = new CountDownLatch(1);

  /// Replaced by the supervisor's thread, under the lock of this object; so is a new life not
  /// missed by [#stop()].
  private volatile RedisProcess life;

  /// Starts Redis with a password from the system's secure random source and a listener that logs.
  ///
  /// @return a Redis that answers
  /// @throws RedisStartException when it cannot be had; no process is left behind
  public static EmbeddedRedis start(Settings settings) {
    return start(settings, new SecureRandom(), new RedisEventLog());
  }

  /// Starts Redis and waits until it answers, which takes some hundredths of a second, or longer
  /// with much data.
  ///
  /// @param random where the password comes from: a secure source outside of tests
  /// @param listener is told what happens, see [RedisEvent]
  /// @return a Redis that answers
  /// @throws RedisStartException when it cannot be had; no process is left behind
  public static EmbeddedRedis start(
      Settings settings, RandomGenerator random, Consumer<RedisEvent> listener) {
    RedisBinary binary = RedisBinary.ofThisMachine();
    DataFolder folder = DataFolder.open(settings.folder());
    try {
      Path program = extract(binary, folder.path());
      return firstLife(settings, folder, program, password(random), listener);
    } catch (RedisStartException e) {
      folder.close();
      throw e;
    }
  }

  private static Path extract(RedisBinary binary, Path folder) {
    try {
      return binary.extractTo(folder);
    } catch (IOException e) {
      throw new RedisStartException.FolderNotWritable(folder, e);
    }
  }

  private static String password(RandomGenerator random) {
    byte[] password = new byte[PASSWORD_BYTES];
    random.nextBytes(password);
    return HexFormat.of().formatHex(password);
  }

  /// Between choosing a free port and listening on it, somebody else may take it: then another one
  /// is chosen.
  private static EmbeddedRedis firstLife(
      Settings settings,
      DataFolder folder,
      Path program,
      String password,
      Consumer<RedisEvent> listener) {
    for (int attempt = 1; ; attempt++) {
      int port = settings.port().orElseGet(EmbeddedRedis::freePort);
      EmbeddedRedis redis =
          new EmbeddedRedis(
              settings, folder, program, new RedisAddress(LOOPBACK, port, password), listener);
      try {
        redis.life.awaitReady();
        Thread.ofVirtual().name("redis-supervisor").start(redis::supervise);
        return redis;
      } catch (RedisStartException.PortTaken e) {
        if (settings.port().isPresent() || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Returns a port of the loopback that nobody listens on at the moment.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new RedisStartException.NotReady("found no free port", e);
    }
  }

  private EmbeddedRedis(
      Settings settings,
      DataFolder folder,
      Path program,
      RedisAddress address,
      Consumer<RedisEvent> listener) {
    this.settings = settings;
    this.folder = folder;
    this.program = program;
    this.address = address;
    this.listener = listener;
    this.life = RedisProcess.launch(program, configuration(), address, this::logged);
  }

  private RedisConfiguration configuration() {
    return RedisConfiguration.of(address, folder.path())
        .set("pidfile", folder.pidFile().toString())
        .set("appendonly", settings.persistent() ? "yes" : "no")
        .set("appendfsync", settings.appendFsync().name().toLowerCase(Locale.ROOT));
  }

  private void logged(String line) {
    listener.accept(new RedisEvent.Logged(line));
  }

  private void supervise() {
    RestartPolicy policy = new RestartPolicy();
    try {
      do {
        int exitCode = life.awaitEnd();
        if (stopping()) {
          return;
        }
        listener.accept(new RedisEvent.Died(life.pid(), exitCode, life.lived()));
      } while (revive(policy, life.lived()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns false when there is nothing left to supervise.
  private boolean revive(RestartPolicy policy, Duration lived) throws InterruptedException {
    Duration lastLife = lived;
    while (policy.mayRestartAfter(lastLife)) {
      if (stopRequested.await(policy.pause().toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      try {
        if (!relaunch()) {
          return false;
        }
        life.awaitReady();
        listener.accept(new RedisEvent.Restarted(life.pid()));
        return true;
      } catch (RedisStartException e) {
        if (stopping()) {
          return false;
        }
        listener.accept(new RedisEvent.RestartFailed(e));
        lastLife = Duration.ZERO;
      }
    }
    listener.accept(new RedisEvent.GaveUp(policy.deathsInARow()));
    return false;
  }

  private boolean stopping() {
    return stopRequested.getCount() == 0;
  }

  private synchronized boolean relaunch() {
    if (stopping()) {
      return false;
    }
    life = RedisProcess.launch(program, configuration(), address, this::logged);
    return true;
  }

  /// Returns where it answers. The same for as long as this object lives, through all restarts.
  public RedisAddress address() {
    return address;
  }

  /// Returns the process id of the present redis-server; another one after each restart.
  public long pid() {
    return life.pid();
  }

  /// Tells whether a redis-server runs. False for the moment between a death and the restart as
  /// well.
  public boolean alive() {
    return life.alive();
  }

  /// Lets Redis write what it has, and ends it; by force after 10 seconds. When this returns no
  /// process is left and the folder is free. Harmless when called again.
  public synchronized void stop() {
    stopRequested.countDown();
    life.stop();
    folder.close();
  }

  /// The same as [#stop()].
  @Override
  public void close() {
    stop();
  }
}
