package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.room.ReadMarks;
import io.mycelium.core.room.ReadMarks.Mark;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisReadMarksTest {
  private static final PeerId ADA = new PeerId("peer_ada");
  private static final RoomId SHED = new RoomId("shed");
  private static final long NOW = 1_772_359_200_000L;

  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  private ReadMarks marks() {
    return redis.workspace().marks();
  }

  private static Mark mark(long rank, String post) {
    return new Mark(rank, new PostId(PostId.PREFIX + post));
  }

  @Test
  void marksAreKeptByPeerAndRoom() {
    marks().move(ADA, RoomId.MAIN, mark(NOW, "a"));
    marks().move(ADA, SHED, mark(NOW + 1, "b"));
    marks().move(new PeerId("peer_bob"), SHED, mark(NOW + 2, "c"));

    assertThat(marks().of(ADA))
        .containsOnly(entry(RoomId.MAIN, mark(NOW, "a")), entry(SHED, mark(NOW + 1, "b")));
    assertThat(marks().of(new PeerId("peer_eve"))).isEmpty();
  }

  @Test
  void aMarkMovesForwardOnly() {
    assertThat(marks().move(ADA, SHED, mark(NOW, "b"))).isEqualTo(mark(NOW, "b"));

    assertThat(marks().move(ADA, SHED, mark(NOW - 1, "z"))).isEqualTo(mark(NOW, "b"));
    assertThat(marks().move(ADA, SHED, mark(NOW, "a"))).isEqualTo(mark(NOW, "b"));
    assertThat(marks().move(ADA, SHED, mark(NOW, "b"))).isEqualTo(mark(NOW, "b"));
    assertThat(marks().move(ADA, SHED, mark(NOW, "ba"))).isEqualTo(mark(NOW, "ba"));
    assertThat(marks().move(ADA, SHED, mark(NOW + 1, "a"))).isEqualTo(mark(NOW + 1, "a"));
    assertThat(marks().of(ADA)).containsOnly(entry(SHED, mark(NOW + 1, "a")));
  }

  @Test
  void ofManyMovesAtOnceTheFurthestStays() {
    List<Integer> steps = IntStream.range(0, 40).boxed().toList();

    steps.parallelStream().forEach(step -> marks().move(ADA, SHED, mark(NOW + step, "a")));

    assertThat(marks().of(ADA)).containsOnly(entry(SHED, mark(NOW + 39, "a")));
  }
}
