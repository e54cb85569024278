package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.state.Index;
import io.mycelium.core.state.Slice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class SliceScriptTest {
  private static final String KEY = TestStore.KEYS.index(new Index("notes"));

  @Parameter TestStore redis;

  @BeforeEach
  void fiveEntriesOfWhichTwoShareARank() {
    redis.flush();
    redis
        .connection()
        .write(
            commands -> commands.zadd(KEY, 10.0, "a", 20.0, "c", 20.0, "b", 30.0, "d", 40.0, "e"));
  }

  private Optional<Slice> slice(String id, int before, int after) {
    return new SliceScript(redis.connection()).run(KEY, id, before, after);
  }

  @Test
  void entryComesWithItsNeighboursOnBothSides() {
    assertThat(slice("c", 1, 1)).contains(new Slice(List.of("b", "c", "d"), true, true));
    assertThat(slice("c", 2, 2))
        .contains(new Slice(List.of("a", "b", "c", "d", "e"), false, false));
  }

  @Test
  void slicesThatJoinHaveEveryEntryOnce() {
    assertThat(slice("c", 2, 0)).contains(new Slice(List.of("a", "b", "c"), false, true));
    assertThat(slice("c", 0, 2)).contains(new Slice(List.of("c", "d", "e"), true, false));
  }

  @Test
  void endsAreNoBorderToAskBeyond() {
    assertThat(slice("a", 100, 0)).contains(new Slice(List.of("a"), false, true));
    assertThat(slice("e", 0, 100)).contains(new Slice(List.of("e"), true, false));
  }

  @Test
  void entryThatIsNotThereHasNoNeighbours() {
    assertThat(slice("x", 5, 5)).isEmpty();
    assertThat(new SliceScript(redis.connection()).run(KEY + "none", "a", 5, 5)).isEmpty();
  }
}
