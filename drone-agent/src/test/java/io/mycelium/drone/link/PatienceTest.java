package io.mycelium.drone.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a drone lets a request wait after requests were cut off.
class PatienceTest {
  private final AtomicLong now = new AtomicLong(System.nanoTime());
  private final Patience patience = new Patience(Duration.ofSeconds(10), now::get);

  private static StoreUnavailable silence() {
    return new StoreUnavailable("no answer", new IOException("closed"));
  }

  private static StoreUnavailable page(int status, String code) {
    return new StoreUnavailable("busy", new LinkRefused(status, code, "busy"));
  }

  @ParameterizedTest
  @CsvSource({"30, 22500", "20, 15000", "12, 10000", "10, 10000", "54, 40500"})
  void threeQuartersOfACutWaitAreAskedForButNotTooLittle(int cutAfter, long millis) {
    assertThat(patience.failed(silence(), Duration.ofSeconds(cutAfter))).isInstanceOf(CutOff.class);

    assertThat(patience.now()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aPageOfAProxyIsNoAnswerOfTheGateway() {
    assertThat(patience.failed(page(504, ""), Duration.ofSeconds(30))).isInstanceOf(CutOff.class);

    assertThat(patience.now()).isEqualTo(Duration.ofMillis(22_500));
  }

  @Test
  void whatTheGatewayAnsweredIsNotCutOff() {
    StoreUnavailable why = page(503, "store-unavailable");

    assertThat(patience.failed(why, Duration.ofSeconds(30))).isSameAs(why);
    assertThat(patience.now()).isEqualTo(ClaimRequest.LONGEST_WAIT);
  }

  @Test
  void requestsThatDidNotWaitTeachNothing() {
    StoreUnavailable why = silence();

    assertThat(patience.failed(why, Duration.ofSeconds(4))).isSameAs(why);
    assertThat(patience.now()).isEqualTo(ClaimRequest.LONGEST_WAIT);
  }

  @Test
  void aGatewayThatDiedTeachesNothing() {
    patience.failed(silence(), Duration.ofSeconds(30));
    patience.failed(silence(), Duration.ofMillis(3));

    assertThat(patience.now()).isEqualTo(ClaimRequest.LONGEST_WAIT);
  }

  @Test
  void aTroubleAfterAnAnswerTakesNothingBack() {
    patience.failed(silence(), Duration.ofSeconds(30));
    patience.answered();
    patience.failed(silence(), Duration.ofMillis(3));

    assertThat(patience.now()).isEqualTo(Duration.ofMillis(22_500));
  }

  @Test
  void longerWaitsAreTriedAgainAfterAnHour() {
    patience.failed(silence(), Duration.ofSeconds(30));
    patience.answered();

    now.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(patience.now()).isEqualTo(Duration.ofMillis(22_500));
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(patience.now()).isEqualTo(ClaimRequest.LONGEST_WAIT);
  }
}
