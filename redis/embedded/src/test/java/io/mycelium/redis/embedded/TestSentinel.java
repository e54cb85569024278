package io.mycelium.redis.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A real master, its replica and a Sentinel that promotes the replica when the master is gone for
/// two seconds. For one test, which closes it.
public final class TestSentinel implements AutoCloseable {
  private static final String NAME = "mycelium";
  private static final Duration DOWN_AFTER = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RedisAddress masterAt = free();
  private final RedisAddress replicaAt = free();
  private final RedisAddress sentinelAt = free();
  private final RedisProcess master;
  private final RedisProcess replica;
  private final Process sentinel;

  private TestSentinel(Path folder) throws IOException {
    Path program = RedisBinary.ofThisMachine().extractTo(folder);
    master = launch(program, RedisConfiguration.of(masterAt, folder), masterAt);
    replica =
        launch(
            program,
            RedisConfiguration.of(replicaAt, folder)
                .set("repl-diskless-sync-delay", "0")
                .set("dbfilename", "replica.rdb"),
            replicaAt);
    TestRedis.ask(replicaAt, "REPLICAOF", masterAt.host(), Integer.toString(masterAt.port()));
    await()
        .atMost(LONGEST)
        .until(() -> TestRedis.ask(replicaAt, "INFO", "replication").contains("link_status:up"));
    sentinel = watch(program, folder);
    await().atMost(LONGEST).ignoreExceptions().until(() -> watches("num-slaves", "1"));
  }

  /// Starts the three, which takes some two seconds.
  public static TestSentinel start() {
    try {
      return new TestSentinel(TestFolder.make("sentinel"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RedisAddress free() {
    return new RedisAddress("127.0.0.1", EmbeddedRedis.freePort(), "");
  }

  private static RedisProcess launch(
      Path program, RedisConfiguration configuration, RedisAddress address) {
    RedisProcess process = RedisProcess.launch(program, configuration, address, line -> {});
    process.awaitReady();
    return process;
  }

  /// It writes to its configuration, so that must be a file. The shell ends it with this JVM.
  private Process watch(Path program, Path folder) throws IOException {
    Path file = folder.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        bind %s
        port %d
        dir %s
        sentinel monitor %s %s %d 1
        sentinel down-after-milliseconds %s %d
        sentinel failover-timeout %s 10000
        """
            .formatted(
                sentinelAt.host(),
                sentinelAt.port(),
                folder,
                NAME,
                masterAt.host(),
                masterAt.port(),
                NAME,
                DOWN_AFTER.toMillis(),
                NAME));
    String both = "\"$0\" \"$1\" --sentinel & read -r end; kill $!";
    return new ProcessBuilder("sh", "-c", both, program.toString(), file.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private boolean watches(String field, String value) {
    String told = TestRedis.ask(sentinelAt, "SENTINEL", "MASTER", NAME);
    return told.contains("%s\n%s\n".formatted(field, value));
  }

  /// Where the present master is told.
  public String url() {
    return "redis-sentinel://%s:%d/0#%s".formatted(sentinelAt.host(), sentinelAt.port(), NAME);
  }

  /// Lets the master send nothing to its replica any more, not even what it has ready.
  public void cutReplication() {
    TestRedis.ask(masterAt, "ACL", "SETUSER", "default", "-psync", "-sync");
    TestRedis.ask(masterAt, "CLIENT", "KILL", "TYPE", "replica");
  }

  /// Lets the replica take nothing in; it stays connected.
  public void freezeReplica() {
    signal("STOP");
  }

  /// Lets the replica go on.
  public void thawReplica() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(replica.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the master as a crash would.
  public void killMaster() {
    ProcessHandle.of(master.pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// Waits until the replica is the master.
  public void awaitPromotion() {
    // Sentinel ends all connections of whom it promotes.
    await()
        .atMost(LONGEST)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> TestRedis.ask(replicaAt, "INFO", "replication").contains("role:master"));
  }

  @Override
  public void close() {
    try {
      sentinel.getOutputStream().close();
      sentinel.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    replica.stop();
    master.stop();
  }
}
