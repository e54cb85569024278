package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.channel.Held;
import io.mycelium.core.channel.HeldCalls;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.room.Place;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisHeldCallsTest {
  private static final Held CALL =
      new Held(
          new PeerId("peer_ada"),
          Place.of(RoomId.MAIN).in(new PostId("pst_1")),
          "task create",
          Json.object().put("title", "Mend \"it\""),
          true,
          Optional.of("token"));

  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  private HeldCalls held() {
    return redis.workspace().held();
  }

  @Test
  void aCallIsFoundByItsTokenAgainAndAgain() {
    String token = held().hold(CALL);

    assertThat(token).matches("[A-Za-z0-9_-]{32}");
    assertThat(held().find(token)).contains(CALL);
    assertThat(held().find(token)).contains(CALL);
  }

  @Test
  void eachCallHasATokenOfItsOwn() {
    assertThat(held().hold(CALL)).isNotEqualTo(held().hold(CALL));
  }

  @Test
  void whatIsNoTokenFindsNothing() {
    held().hold(CALL);

    assertThat(held().find("")).isEmpty();
    assertThat(held().find("*")).isEmpty();
    assertThat(held().find("A".repeat(32))).isEmpty();
  }
}
