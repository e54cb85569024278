package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.state.Index;
import io.mycelium.core.state.Span;
import io.mycelium.core.state.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class TallyScriptTest {
  private static final Index NOTES = new Index("notes");
  private static final Index NONE = new Index("none");

  @Parameter TestStore redis;

  @BeforeEach
  void fourEntriesOfWhichThreeShareARank() {
    redis.flush();
    redis
        .connection()
        .write(commands ->
            commands.zadd(
                TestStore.KEYS.index(NOTES),
                1_772_359_200_000.0,
                "b",
                1_772_359_200_000.0,
                "a",
                1_772_359_200_000.0,
                "aa",
                1_772_359_200_123.0,
                "c"));
  }

  private List<Tally> tally(List<Span> spans) {
    return new TallyScript(redis.connection(), TestStore.KEYS).run(spans);
  }

  private static Tally counted(long count) {
    return new Tally(count, Optional.of(new Tally.Entry("c", 1_772_359_200_123L)));
  }

  @Test
  void wholeIndexesAreCounted() {
    assertThat(tally(List.of(Span.all(NOTES), Span.all(NONE))))
        .containsExactly(counted(4), new Tally(0, Optional.empty()));
  }

  @Test
  void onlyWhatComesAfterThePlaceCounts() {
    long rank = 1_772_359_200_000L;

    List<Tally> tallies =
        tally(
            List.of(
                new Span(NOTES, rank - 1, "z"),
                new Span(NOTES, rank, ""),
                new Span(NOTES, rank, "a"),
                new Span(NOTES, rank, "b"),
                new Span(NOTES, rank + 123, "c"),
                new Span(NONE, rank, "a")));

    assertThat(tallies).extracting(Tally::count).containsExactly(4L, 4L, 3L, 1L, 0L, 0L);
  }

  @Test
  void manySpansAreCountedInTheirOrder() {
    List<Span> spans = new ArrayList<>(Collections.nCopies(700, Span.all(NOTES)));
    spans.set(650, Span.all(NONE));

    List<Tally> tallies = tally(spans);

    assertThat(tallies).hasSize(700);
    assertThat(tallies.get(649)).isEqualTo(counted(4));
    assertThat(tallies.get(650).count()).isZero();
    assertThat(tallies.getLast()).isEqualTo(counted(4));
  }

  @Test
  void nothingIsAskedForNothing() {
    assertThat(tally(List.of())).isEmpty();
  }
}
