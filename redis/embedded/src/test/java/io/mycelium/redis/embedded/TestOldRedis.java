package io.mycelium.redis.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real Redis of the oldest version that is promised to do, 6.2, for tests, empty before each of
/// them.
///
/// It is started on first use, without persistence, and ends with this JVM. Tests are skipped where
/// there is no program for the machine; the one for Linux on amd64 needs OpenSSL 3.
public final class TestOldRedis implements BeforeEachCallback {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
          "linux-arm64", "redis-server-6.2.7-linux-arm64",
          "darwin-amd64", "redis-server-6.2.6-v5-darwin-amd64",
          "darwin-arm64", "redis-server-6.2.6-v5-darwin-arm64");

  private static final class Shared {
    static final RedisAddress ADDRESS = start();
  }

  private TestOldRedis() {}

  /// Returns the one server of this JVM.
  public static TestOldRedis shared() {
    return new TestOldRedis();
  }

  /// Returns its URL.
  public String url() {
    return Shared.ADDRESS.url();
  }

  /// Returns what it says of itself.
  public String version() {
    return TestRedis.ask(Shared.ADDRESS, "INFO", "server")
        .replaceAll("(?s).*redis_version:(\\S+).*", "$1");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Assumptions.assumeTrue(PROGRAMS.containsKey(platform()), "no Redis 6.2 for " + platform());
    TestRedis.ask(Shared.ADDRESS, "FLUSHALL");
  }

  /// As the program of this machine is named behind its version.
  private static String platform() {
    String name = RedisBinary.ofThisMachine().name();
    return name.substring(name.indexOf(RedisBinary.VERSION) + RedisBinary.VERSION.length() + 1);
  }

  private static RedisAddress start() {
    Path folder = TestFolder.make("old-redis");
    var address = new RedisAddress("127.0.0.1", EmbeddedRedis.freePort(), "");
    var configuration = RedisConfiguration.of(address, folder).set("appendonly", "no");
    try {
      Path program = new RedisBinary(PROGRAMS.get(platform())).extractTo(folder);
      RedisProcess.launch(program, configuration, address, _ -> {}).awaitReady();
      return address;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
