package io.mycelium.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.dv8tion.jda.api.JDA;
import org.junit.jupiter.api.Test;

class ApartTest {
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final Apart apart = new Apart(() -> now);

  private boolean tooLong(JDA.Status status, Duration later) {
    now = now.plus(later);
    return apart.tooLong(status);
  }

  @Test
  void whatComesBackInTimeIsLeftAlone() {
    assertThat(tooLong(JDA.Status.ATTEMPTING_TO_RECONNECT, Duration.ZERO)).isFalse();
    assertThat(tooLong(JDA.Status.WAITING_TO_RECONNECT, Duration.ofSeconds(119))).isFalse();
    assertThat(tooLong(JDA.Status.CONNECTED, Duration.ofSeconds(1))).isFalse();
    assertThat(tooLong(JDA.Status.DISCONNECTED, Duration.ofSeconds(1))).isFalse();
    assertThat(tooLong(JDA.Status.ATTEMPTING_TO_RECONNECT, Duration.ofSeconds(119))).isFalse();
  }

  @Test
  void anotherConnectionHasItsOwnTime() {
    tooLong(JDA.Status.ATTEMPTING_TO_RECONNECT, Duration.ZERO);
    now = now.plus(Apart.TOO_LONG);

    apart.begins();

    assertThat(tooLong(JDA.Status.CONNECTING_TO_WEBSOCKET, Duration.ofSeconds(119))).isFalse();
    assertThat(tooLong(JDA.Status.CONNECTING_TO_WEBSOCKET, Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void whatDoesNotComeBackIsMadeAnewOnce() {
    tooLong(JDA.Status.ATTEMPTING_TO_RECONNECT, Duration.ZERO);

    assertThat(tooLong(JDA.Status.ATTEMPTING_TO_RECONNECT, Apart.TOO_LONG)).isTrue();

    assertThat(tooLong(JDA.Status.CONNECTING_TO_WEBSOCKET, Duration.ofSeconds(1))).isFalse();
    assertThat(tooLong(JDA.Status.CONNECTING_TO_WEBSOCKET, Apart.TOO_LONG)).isTrue();
  }
}
