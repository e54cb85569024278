package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.redis.embedded.RedisAddress;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  private static Redis connect(String url) {
    return Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
  }

  private static String wholeTraceOf(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:geheim@%s",
        "redis-cluster://:geheim@%s",
        "redis-sentinel://:geheim@%s/0#main"
      })
  void absentRedisIsReportedWithAdviceAndWithoutPassword(String url) throws IOException {
    String place = "127.0.0.1:" + closedPort();

    assertThatThrownBy(() -> connect(url.formatted(place)))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessage("Redis at %s does not answer: start it, or correct the --redis URL.", place)
        .satisfies(failure -> assertThat(wholeTraceOf(failure)).doesNotContain("geheim"));
  }

  @Test
  void wrongPasswordIsReportedWithoutRepeatingIt() {
    RedisAddress real = server.address();
    String url = new RedisAddress(real.host(), real.port(), "geheim").url();

    assertThatThrownBy(() -> connect(url))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("refuses the user name or password")
        .satisfies(failure -> assertThat(wholeTraceOf(failure)).doesNotContain("geheim"));
  }

  @Test
  void tlsWhereThereIsNoneIsReported() {
    assertThatThrownBy(() -> connect(server.url().replace("redis://", "rediss://")))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("TLS");
  }

  @Test
  void unknownHostIsReported() {
    assertThatThrownBy(() -> connect("redis://no-such-host.invalid:6379"))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("host name that nobody knows");
  }

  @Test
  void userOfAnAccessListGetsIn() {
    server.ask("ACL", "SETUSER", "ada", "on", ">p@ss", "~*", "+@all");
    RedisAddress real = server.address();

    try (Redis redis = connect("redis://ada:p%%40ss@%s".formatted(real))) {
      assertThat(redis.shared().<String>read(commands -> commands.aclWhoami())).isEqualTo("ada");
    }
  }

  @Test
  void readMayNotBlockLongerThanTheSettingsAllow() {
    try (Redis redis = connect(server.url())) {
      assertThatThrownBy(() -> redis.dedicated(Duration.ofSeconds(6)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void commandOnTheWrongTypeIsRefused() {
    try (Redis redis = connect(server.url())) {
      redis.shared().write(commands -> commands.set("a", "b"));

      assertThatThrownBy(() -> redis.shared().write(commands -> commands.incr("a")))
          .isInstanceOf(RedisRefused.class);
      assertThat(redis.shared().readLater(commands -> commands.llen("a")))
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              RedisRefused.class, refused -> assertThat(refused.code()).isEqualTo("WRONGTYPE"));
    }
  }
}
