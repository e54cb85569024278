package io.mycelium.redis.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.QueueTimes;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimesScriptTest {
  private static final String KEY = "myc:{main:q}:queue";

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private final QueueTimes times =
      new QueueTimes(
          Duration.ofSeconds(9), Duration.ofSeconds(3), Duration.ofSeconds(12), Duration.ofDays(7));
  private TestQueue queue;
  private TimesScript script;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    script = new TimesScript(queue.access());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void askingSetsNothing() {
    assertThat(script.now()).isEqualTo(QueueTimes.STANDARD);

    assertThat(server.ask("EXISTS", KEY)).isEqualTo("0");
  }

  @Test
  void timesAreKeptInMilliseconds() {
    script.set(times);

    assertThat(server.ask("HGET", KEY, "lease")).isEqualTo("9000");
    assertThat(server.ask("HGET", KEY, "beat")).isEqualTo("3000");
    assertThat(server.ask("HGET", KEY, "alive")).isEqualTo("12000");
    assertThat(server.ask("HGET", KEY, "retention")).isEqualTo("604800000");
    assertThat(script.now()).isEqualTo(times);
  }

  @Test
  void fileOfAJobIsKeptAsLongAsTheJob() {
    script.set(times);

    var kept = queue.source().store(new java.io.ByteArrayInputStream(new byte[] {1, 2, 3}));

    String key = "myc:{main:b:" + kept.digest() + "}:pointer";
    assertThat(Long.parseLong(server.ask("PTTL", key)))
        .isBetween(
            times.retention().minusMinutes(5).toMillis(),
            times.retention().plusMinutes(5).toMillis());
  }
}
