package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Confirmations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisConfirmationsTest {
  private static final Caller ADA = caller("ada");
  private static final Caller BOB = caller("bob");

  @Parameter TestStore redis;

  private static Caller caller(String name) {
    return new Caller(
        new PeerId(PeerId.PREFIX + name), name, PeerKind.PERSON, Role.MEMBER, Optional.empty());
  }

  @BeforeEach
  void flush() {
    redis.flush();
  }

  private Confirmations confirmations() {
    return redis.workspace().confirmations();
  }

  @Test
  void tokenConfirmsItsCallOnce() {
    String token = confirmations().issue(ADA, "d1");

    assertThat(token).hasSize(32);
    assertThat(confirmations().redeem(ADA, "d1", token)).isTrue();
    assertThat(confirmations().redeem(ADA, "d1", token)).isFalse();
  }

  @Test
  void tokenConfirmsNeitherAnothersCallNorAnotherCall() {
    String forBob = confirmations().issue(ADA, "d1");
    String forOther = confirmations().issue(ADA, "d1");

    assertThat(confirmations().redeem(BOB, "d1", forBob)).isFalse();
    assertThat(confirmations().redeem(ADA, "d2", forOther)).isFalse();
  }

  @Test
  void wrongQuestionSpendsTheToken() {
    String token = confirmations().issue(ADA, "d1");

    confirmations().redeem(ADA, "d2", token);

    assertThat(confirmations().redeem(ADA, "d1", token)).isFalse();
  }

  @Test
  void tokenEndsAfterTwoMinutes() {
    String token = confirmations().issue(ADA, "d1");

    long seconds =
        redis.connection().read(commands -> commands.ttl(TestStore.KEYS.confirmation(token)));

    assertThat(seconds).isBetween(110L, 120L);
  }

  @Test
  void whatIsNoTokenConfirmsNothing() {
    assertThat(List.of("", "*", "x".repeat(32), "../".repeat(20)))
        .noneMatch(token -> confirmations().redeem(ADA, "d1", token));
  }

  @Test
  void ofManyWhoRedeemAtOnceOneSucceeds() {
    String token = confirmations().issue(ADA, "d1");

    List<Boolean> redeemed =
        Stream.generate(() -> token)
            .limit(8)
            .parallel()
            .map(each -> confirmations().redeem(ADA, "d1", each))
            .toList();

    assertThat(redeemed).containsOnlyOnce(true).hasSize(8);
  }
}
