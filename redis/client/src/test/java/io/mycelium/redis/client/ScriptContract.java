package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What scripts do alike on a server and on a cluster.
abstract class ScriptContract {
  private static final Script<Long> ECHO_LENGTH = script("echo-length", ScriptResult.LONG);
  private final KeySpace keys = new KeySpace("main");
  private Redis redis;

  abstract String url();

  private static <T> Script<T> script(String name, ScriptResult<T> result) {
    return Script.load(ScriptContract.class, name, result);
  }

  @BeforeEach
  void connect() {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url())));
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void forgottenScriptIsSentAgain() {
    ScriptInput first = ScriptInput.keys(keys.state("a")).arg("äöü");
    assertThat(ECHO_LENGTH.run(redis.shared(), first)).isEqualTo(6);
    redis.shared().write(commands -> commands.scriptFlush());

    long length = ECHO_LENGTH.run(redis.shared(), ScriptInput.keys(keys.state("a")).arg("later"));

    assertThat(length).isEqualTo(5);
  }

  @Test
  void textBytesAndTheirAbsenceAreTold() {
    byte[] odd = {0, (byte) 0xff, '\r', '\n'};
    ECHO_LENGTH.run(redis.shared(), ScriptInput.keys(keys.state("odd")).arg(odd));
    ECHO_LENGTH.run(redis.shared(), ScriptInput.keys(keys.state("text")).arg("grüß dich"));

    assertThat(fetch(ScriptResult.BYTES, "odd"))
        .hasValueSatisfying(v -> assertThat(v).isEqualTo(odd));
    assertThat(fetch(ScriptResult.TEXT, "text")).hasValue("grüß dich");
    assertThat(fetch(ScriptResult.TEXT, "nothing")).isEmpty();
    assertThat(fetch(ScriptResult.BYTES, "nothing")).isEmpty();
  }

  private <T> T fetch(ScriptResult<T> result, String key) {
    return script("fetch", result).run(redis.shared(), ScriptInput.keys(keys.state(key)));
  }

  @Test
  void tableKeepsItsNesting() {
    String key = keys.state("a");

    List<Object> table =
        script("table", ScriptResult.LIST)
            .run(redis.shared(), ScriptInput.keys(key).arg("x").arg(7));

    assertThat(table).containsExactly("x", 7L, Arrays.asList(key, null));
  }

  @Test
  void errorOfAScriptCarriesItsCode() {
    ScriptInput input = ScriptInput.keys(keys.state("a")).arg(3);

    assertThatThrownBy(() -> script("refuse", ScriptResult.LONG).run(redis.shared(), input))
        .isInstanceOfSatisfying(
            RedisRefused.class, refused -> assertThat(refused.code()).isEqualTo("STALE"))
        .hasMessageContaining("token 3");
  }

  @Test
  void laterResultArrivesAsAStage() {
    assertThat(ECHO_LENGTH.runLater(redis.shared(), ScriptInput.keys(keys.state("a")).arg("xyz")))
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo(3L);
  }

  @Test
  void keysOfOneTagAreReachedTogetherWhereverTheyLie() {
    for (String queue : List.of("a", "b", "c", "d")) {
      ScriptInput input = ScriptInput.keys(keys.jobs(queue, "one"), keys.jobs(queue, "two"));

      assertThat(script("two-keys", ScriptResult.LONG).run(redis.shared(), input)).isEqualTo(2);
      assertThat(redis.shared().<String>read(commands -> commands.get(keys.jobs(queue, "two"))))
          .isEqualTo("b");
    }
  }

  @Test
  void keysOfTwoSlotsAreRefusedBeforeTheyAreSent() {
    assertThatThrownBy(() -> ScriptInput.keys(keys.state("a"), keys.jobs("a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ScriptInput.keys()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missingScriptIsNamed() {
    assertThatThrownBy(() -> script("no-such", ScriptResult.LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/lua/no-such.lua");
  }

  @Test
  void readThatBlocksHoldsUpNobodyAndMayOutlastACommand() {
    RedisSettings patient =
        RedisSettings.of(RedisUrl.parse(url())).withCommandTimeout(Duration.ofMillis(700));
    try (Redis other = Redis.connect(patient);
        RedisConnection reader = other.dedicated(Duration.ofSeconds(5))) {
      var reading = BlockingRead.of(reader, keys.state("bell"), Duration.ofMillis(1500));
      var writing = other.shared().writeLater(commands -> commands.set(keys.state("a"), "b"));

      assertThat(writing).succeedsWithin(Duration.ofMillis(600));
      assertThat(reading).isNotDone();
      assertThat(reading).succeedsWithin(Duration.ofSeconds(4));
      assertThat(reading.join()).isNullOrEmpty();
    }
  }
}
