package io.mycelium.redis.embedded;

import java.nio.file.Path;
import java.util.stream.IntStream;

/// A process with an embedded Redis, to be killed by tests.
final class GatewayStandIn {
  private GatewayStandIn() {}

  /// Prints the process id of Redis and waits for its end; tells on its way out whether Redis was
  /// still there.
  ///
  /// @param args the data folder
  public static void main(String[] args) throws InterruptedException {
    EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(Path.of(args[0])));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> sayGoodbye(redis)));
    TestRedis.ask(redis.address(), "SET", "kept", "yes");
    System.out.println(redis.pid());
    Thread.currentThread().join();
  }

  private static void sayGoodbye(EmbeddedRedis redis) {
    long pid = redis.pid();
    IntStream.range(0, 200).forEach(i -> TestRedis.ask(redis.address(), "SET", "bye" + i, "x"));
    System.out.println(pid == redis.pid() ? "answered" : "was restarted");
    redis.stop();
  }
}
