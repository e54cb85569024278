package io.mycelium.redis.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real Redis for tests, empty before each of them.
///
/// ```java
/// @RegisterExtension static final TestRedis redis = TestRedis.shared();
/// ```
///
/// It is started on first use, on a free port, without persistence, and ends with this JVM.
public final class TestRedis implements BeforeEachCallback {
  private static final class Shared {
    static final EmbeddedRedis SERVER =
        EmbeddedRedis.start(EmbeddedRedis.Settings.in(TestFolder.make("redis")).inMemory());
  }

  private TestRedis() {}

  /// Returns the one server of this JVM.
  public static TestRedis shared() {
    return new TestRedis();
  }

  /// Returns where it answers.
  public RedisAddress address() {
    return Shared.SERVER.address();
  }

  /// Returns its URL, with the password.
  public String url() {
    return address().url();
  }

  /// Removes all keys. Scripts stay cached.
  public void flush() {
    ask("FLUSHALL");
  }

  /// Asks the server without a client library; see [RespSocket#ask].
  public String ask(String... words) {
    return ask(address(), words);
  }

  /// Asks any server without a client library.
  public static String ask(RedisAddress address, String... words) {
    try (RespSocket redis = RespSocket.connect(address, Duration.ofSeconds(10))) {
      return redis.ask(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    flush();
  }
}
