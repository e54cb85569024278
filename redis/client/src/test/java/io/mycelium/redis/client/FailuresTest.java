package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"LOADING Redis is loading", "READONLY a replica", "CLUSTERDOWN no", "BUSY x"})
  void notNowProvesNothingAboutAWriteThatMayHaveBeenSentTwice(String answer) {
    RedisCommandExecutionException notNow = new RedisCommandExecutionException(answer);

    assertThat(Failures.whileWriting(notNow)).isInstanceOf(OutcomeUnknown.class);
    assertThat(Failures.whileReading(notNow)).isInstanceOf(RedisUnavailable.class);
  }

  @Test
  void silenceIsToldApartByWhatItMayHaveChanged() {
    RedisCommandTimeoutException silence = new RedisCommandTimeoutException();
    CompletionException broken = new CompletionException(new IOException("reset"));

    assertThat(Failures.whileWriting(silence)).isInstanceOf(OutcomeUnknown.class);
    assertThat(Failures.whileReading(silence)).isInstanceOf(RedisUnavailable.class);
    assertThat(Failures.whileWriting(broken)).isInstanceOf(OutcomeUnknown.class);
    assertThat(Failures.isBrokenConnection(broken)).isTrue();
    assertThat(Failures.isBrokenConnection(silence)).isFalse();
  }

  @Test
  void clearErrorIsARefusal() {
    RedisCommandExecutionException full = new RedisCommandExecutionException("OOM no memory");

    assertThat(Failures.whileWriting(full))
        .isInstanceOfSatisfying(
            RedisRefused.class, refused -> assertThat(refused.code()).isEqualTo("OOM"));
  }
}
