package io.mycelium.redis.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real Redis Cluster of two nodes for tests, empty before each of them, without a password.
///
/// Half of the slots live on each node, so a script that touches keys of different slots fails. It
/// is started on first use, which takes some two seconds, and ends with this JVM.
public final class TestCluster implements BeforeEachCallback {
  private static final class Shared {
    static final List<RedisAddress> NODES = start();
  }

  private TestCluster() {}

  /// Returns the one cluster of this JVM.
  public static TestCluster shared() {
    return new TestCluster();
  }

  /// Returns the nodes: the first has the slots 0 to 8191, the second the rest.
  public List<RedisAddress> nodes() {
    return Shared.NODES;
  }

  /// Returns its URL.
  public String url() {
    RedisAddress first = nodes().getFirst();
    return "redis-cluster://%s:%d".formatted(first.host(), first.port());
  }

  /// Removes all keys.
  public void flush() {
    nodes().forEach(node -> TestRedis.ask(node, "FLUSHALL"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    flush();
  }

  private static List<RedisAddress> start() {
    Path folder = TestFolder.make("cluster");
    Path program = program(folder);
    List<RedisAddress> nodes =
        Stream.of("a", "b").map(name -> startNode(program, folder, name)).toList();
    RedisAddress first = nodes.getFirst();
    RedisAddress second = nodes.getLast();
    TestRedis.ask(first, "CLUSTER", "ADDSLOTSRANGE", "0", "8191");
    TestRedis.ask(second, "CLUSTER", "ADDSLOTSRANGE", "8192", "16383");
    TestRedis.ask(first, "CLUSTER", "SET-CONFIG-EPOCH", "1");
    TestRedis.ask(second, "CLUSTER", "SET-CONFIG-EPOCH", "2");
    TestRedis.ask(second, "CLUSTER", "MEET", first.host(), port(first), busPort(first));
    nodes.forEach(node ->
        await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> TestRedis.ask(node, "CLUSTER", "INFO").contains("cluster_state:ok")));
    return nodes;
  }

  private static Path program(Path folder) {
    try {
      return RedisBinary.ofThisMachine().extractTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RedisAddress startNode(Path program, Path folder, String name) {
    RedisAddress address = new RedisAddress("127.0.0.1", EmbeddedRedis.freePort(), "");
    RedisConfiguration configuration =
        RedisConfiguration.of(address, folder)
            .set("cluster-enabled", "yes")
            .set("cluster-config-file", name + ".conf")
            .set("cluster-port", Integer.toString(EmbeddedRedis.freePort()));
    RedisProcess.launch(program, configuration, address, line -> {}).awaitReady();
    return address;
  }

  private static String port(RedisAddress node) {
    return Integer.toString(node.port());
  }

  private static String busPort(RedisAddress node) {
    String configured = TestRedis.ask(node, "CLUSTER", "NODES");
    return configured.substring(configured.indexOf('@') + 1).split("[ ,]", 2)[0];
  }
}
