package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Open streams tell who is here.
@Timeout(60)
class PresenceTest {
  private static final PeerId ADA = Gateway.peer("ada");
  private static final PeerId VIC = Gateway.peer("vic");
  private static final Duration OFTEN = Duration.ofMillis(20);

  private Gateway gateway = new Gateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  private void beating() {
    gateway.close();
    gateway = new Gateway(Limits.heartbeat(OFTEN));
  }

  private Map<PeerId, Instant> lastHere() {
    return gateway.presence.lastHere();
  }

  @Test
  void whoOpensAStreamIsHereAtOnce() throws Exception {
    try (var _ = gateway.stream(Gateway.ADA, "")) {
      assertThat(lastHere()).containsOnlyKeys(ADA);
    }
  }

  @Test
  void anOpenStreamKeepsItsPeerHere() throws Exception {
    beating();
    try (var _ = gateway.stream(Gateway.ADA, "")) {
      Instant opened = lastHere().get(ADA);

      await().until(() -> lastHere().get(ADA).isAfter(opened.plus(OFTEN)));
    }
  }

  @Test
  void whoseLastStreamIsClosedIsNotKeptHere() throws Exception {
    beating();
    try (var _ = gateway.stream(Gateway.VIC, "")) {
      try (var _ = gateway.stream(Gateway.ADA, "")) {
        Instant opened = lastHere().get(ADA);
        await().until(() -> lastHere().get(ADA).isAfter(opened));
      }

      await()
          .until(
              () -> lastHere().get(VIC).isAfter(lastHere().get(ADA).plus(OFTEN.multipliedBy(5))));
    }
  }

  @Test
  void whoIsRefusedAStreamIsNotHere() throws Exception {
    gateway.read("/api/v1/events");

    assertThat(gateway.stream("myc_nobody", "").status).isEqualTo(401);
    assertThat(lastHere()).isEmpty();
  }
}
