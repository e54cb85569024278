package io.mycelium.functions.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Session;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.Sessions.SignIn;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A session's secret is exchanged once a day, whatever gets lost on the way.
class ExchangeTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Sessions sessions;
  private String secret;

  @BeforeEach
  void signIn() {
    sessions = mycelium.peersModule().sessions();
    String link = Harness.field(mycelium.olga().run("key create --link"), "link");
    secret =
        ((SignIn.Done) sessions.signIn(link.substring(link.lastIndexOf('/') + 1), "one", "here"))
            .secret();
  }

  @Test
  void nothingIsExchangedWithinADay() {
    pass(Duration.ofHours(23));

    assertThat(sessions.renew(secret)).isEmpty();
    assertThat(mycelium.events("session.renewed")).isEmpty();
  }

  @Test
  void afterADayThereIsANewSecretForTheSameSession() {
    Session before = sessions.find(secret).orElseThrow();
    pass(Duration.ofDays(1));

    String fresh = sessions.renew(secret).orElseThrow();

    assertThat(fresh).isNotEqualTo(secret);
    assertThat(sessions.find(fresh)).map(Session::id).contains(before.id());
  }

  @Test
  void theOneBeforeIsGoodUntilTheNewOneWasUsedAndAMinuteMore() {
    pass(Duration.ofDays(1));
    String fresh = sessions.renew(secret).orElseThrow();
    pass(Duration.ofHours(2));
    assertThat(sessions.find(secret)).as("the answer may have been lost").isPresent();

    assertThat(sessions.renew(fresh)).isEmpty();

    pass(Duration.ofSeconds(59));
    assertThat(sessions.find(secret)).isPresent();
    assertThat(sessions.renew(secret)).as("no third secret for what is going out").isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(sessions.find(secret)).isEmpty();
    assertThat(sessions.find(fresh)).isPresent();
  }

  @Test
  void aLostAnswerIsMadeUpFor() {
    pass(Duration.ofDays(1));
    String lost = sessions.renew(secret).orElseThrow();
    assertThat(sessions.renew(secret)).as("it may be on its way").isEmpty();
    pass(Duration.ofMinutes(2));

    String fresh = sessions.renew(secret).orElseThrow();

    assertThat(sessions.find(lost)).isEmpty();
    assertThat(sessions.find(fresh)).isPresent();
  }

  @Test
  void aSessionThatIsUsedGoesOn() {
    String now = secret;
    for (int day = 0; day < 60; day++) {
      pass(Duration.ofDays(1));
      now = sessions.renew(now).orElse(now);
      sessions.renew(now);
    }

    assertThat(sessions.find(now)).isPresent();
    assertThat(sessions.find(secret)).isEmpty();
  }

  @Test
  void tabsThatAskAtTheSameMomentGetOneNewSecret() throws InterruptedException {
    pass(Duration.ofDays(1));

    List<Optional<String>> got;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Optional<String>> ask = () -> sessions.renew(secret);
      got =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> ask).toList()).stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(got).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void manyWhoBringTheNewSecretBackAtTheSameMomentAgree() throws InterruptedException {
    pass(Duration.ofDays(1));
    String fresh = sessions.renew(secret).orElseThrow();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Optional<String>> ask = () -> sessions.renew(fresh);
      assertThat(threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> ask).toList()))
          .allSatisfy(answer -> assertThat(answer.resultNow()).isEmpty());
    }

    assertThat(sessions.find(fresh)).isPresent();
    assertThat(mycelium.events("session.renewed")).hasSize(2);
  }

  @Test
  void anotherGatewayTakesTheNewSecretAtOnce() {
    try (EventFeed feed = EventFeed.start(mycelium.events())) {
      Sessions elsewhere = mycelium.peers(feed).sessions();
      assertThat(elsewhere.find(secret)).isPresent();
      pass(Duration.ofDays(1));

      String fresh = sessions.renew(secret).orElseThrow();

      assertThat(elsewhere.find(fresh)).isPresent();
    }
  }

  @Test
  void anEndedSessionIsNotExchanged() {
    pass(Duration.ofDays(1));
    String fresh = sessions.renew(secret).orElseThrow();

    sessions.end(secret);

    assertThat(sessions.find(fresh)).isEmpty();
    assertThat(sessions.renew(fresh)).isEmpty();
    assertThat(sessions.renew(secret)).isEmpty();
  }

  @Test
  void keysAndLinksAreNotExchanged() {
    pass(Duration.ofDays(2));

    assertThat(sessions.renew(mycelium.olga().secret())).isEmpty();
    assertThat(sessions.find(mycelium.olga().secret())).isEmpty();
    assertThat(sessions.renew("nonsense")).isEmpty();
  }

  private void pass(Duration time) {
    mycelium.clock().advance(time);
  }
}
