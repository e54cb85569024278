package io.mycelium.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.id.JobId;
import io.mycelium.core.reply.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Sample(JobId job, Instant at, Duration pause, Optional<String> note) {}

  @Test
  void writesTypesInTheirStandardForm() {
    var sample =
        new Sample(
            new JobId("job_1"),
            Instant.parse("2026-01-02T03:04:05.006Z"),
            Duration.ofSeconds(90),
            Optional.empty());

    assertThat(Json.write(sample))
        .isEqualTo("{\"job\":\"job_1\",\"at\":\"2026-01-02T03:04:05.006Z\",\"pause\":\"PT1M30S\"}");
    assertThat(Json.read(Json.write(sample), Sample.class)).isEqualTo(sample);
  }

  @Test
  void repliesComeBackAsTheKindTheyWere() {
    Reply refused = Reply.Refused.because(Reply.Reason.BUSY, "full", "Try later.");
    Reply told =
        new Reply.Private(new Reply.Table(List.of(), List.of(), "", Optional.empty()), true);

    assertThat(Json.read(Json.write(refused), Reply.class)).isEqualTo(refused);
    assertThat(Json.read(Json.write(told), Reply.class)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'a':1}", "{\"a\":1} {\"b\":2}", "nul"})
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.read(text, Sample.class)).isInstanceOf(Json.Unreadable.class);
  }

  @Test
  void refusesDeepNestingBeforeItCosts() {
    byte[] deep = "[".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(Json.Unreadable.class);
  }

  @Test
  void textFromOutsideHasEachKeyOnce() {
    assertThatThrownBy(() -> Json.parse("{\"a\":1,\"b\":{\"c\":2,\"c\":3}}"))
        .isInstanceOf(Json.Unreadable.class)
        .hasMessageContaining("Duplicate field 'c'");
  }

  @Test
  void anIdOfAnotherKindIsUnreadable() {
    assertThatThrownBy(() -> Json.read("{\"job\":\"tsk_1\"}", Sample.class))
        .isInstanceOf(Json.Unreadable.class)
        .hasMessageContaining("job_");
  }
}
