package io.mycelium.functions.peers;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.Sessions.SignIn;
import io.mycelium.core.peer.SignInLink;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Sessions sessions;
  private String link;

  @BeforeEach
  void invite() {
    sessions = mycelium.peersModule().sessions();
    link = secret(mycelium.olga().run("invite Ada"));
  }

  @Test
  void aLinkSignsItsPeerIn() {
    SignIn.Done done = signIn(link, "one");

    assertThat(mycelium.holder(done.secret()).run("whoami")).isCard("Ada").hasState("member");
    assertThat(sessions.find(done.secret())).contains(done.session());
    assertThat(done.session().expires())
        .isEqualTo(done.session().since().plus(Duration.ofDays(30)));
  }

  @Test
  void lookingAtALinkDoesNotUseItUp() {
    SignInLink first = sessions.look(link);
    SignInLink second = sessions.look(link);

    assertThat(first)
        .isInstanceOfSatisfying(
            SignInLink.Good.class, good -> assertThat(good.peer().name()).isEqualTo("Ada"));
    assertThat(second).isEqualTo(first);
    assertThat(mycelium.events("session.started")).isEmpty();
  }

  @Test
  void aLinkIsGoodForOneUse() {
    signIn(link, "one");

    assertThat(sessions.signIn(link, "other", "Firefox"))
        .isEqualTo(new SignIn.Refused(new SignInLink.Used()));
    assertThat(sessions.look(link)).isEqualTo(new SignInLink.Used());
    assertThat(mycelium.events("session.started")).hasSize(1);
  }

  @Test
  void theSameAttemptGetsItsSessionAgain() {
    SignIn.Done first = signIn(link, "one");

    SignIn.Done again = signIn(link, "one");

    assertThat(again).isEqualTo(first);
    assertThat(mycelium.events("session.started")).hasSize(1);
  }

  @Test
  void theSameAttemptDoesNotBringAnEndedSessionBack() {
    SignIn.Done first = signIn(link, "one");
    sessions.end(first.secret());

    assertThat(sessions.signIn(link, "one", "Firefox"))
        .isEqualTo(new SignIn.Refused(new SignInLink.Used()));
  }

  @Test
  void ofManyUsesAtTheSameMomentOneSignsIn() throws InterruptedException {
    List<SignIn> came;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SignIn>> attempts =
          IntStream.range(0, 8)
              .<Callable<SignIn>>mapToObj(
                  i -> () -> sessions.signIn(link, "attempt " + i, "Firefox"))
              .toList();
      came =
          threads.invokeAll(attempts).stream().map(java.util.concurrent.Future::resultNow).toList();
    }

    assertThat(came).filteredOn(SignIn.Done.class::isInstance).hasSize(1);
    assertThat(came)
        .filteredOn(SignIn.Refused.class::isInstance)
        .containsOnly(new SignIn.Refused(new SignInLink.Used()));
    assertThat(mycelium.events("session.started")).hasSize(1);
  }

  @Test
  void twoGatewaysWithTheSameAttemptBeginOneSession() {
    try (EventFeed feed = EventFeed.start(mycelium.events())) {
      Sessions elsewhere = mycelium.peers(feed).sessions();

      SignIn here = sessions.signIn(link, "one", "Firefox");
      SignIn there = elsewhere.signIn(link, "one", "Firefox");

      assertThat(there).isEqualTo(here);
    }
  }

  @Test
  void aLinkEndsAfterADay() {
    mycelium.clock().advance(Duration.ofHours(25));

    assertThat(sessions.look(link)).isEqualTo(new SignInLink.Expired());
    assertThat(sessions.signIn(link, "one", "Firefox"))
        .isEqualTo(new SignIn.Refused(new SignInLink.Expired()));
  }

  @Test
  void whatIsNoLinkIsUnknown() {
    String key = Harness.field(mycelium.olga().run("key create"), "key");
    String session = signIn(link, "one").secret();
    String wrong = link.substring(0, link.length() - 1) + (link.endsWith("A") ? "E" : "A");

    assertThat(Stream.of(key, session, wrong, "", "myc_", "<script>", "x".repeat(5_000)))
        .allSatisfy(text -> {
          assertThat(sessions.look(text)).isEqualTo(new SignInLink.Unknown());
          assertThat(sessions.signIn(text, "one", "Firefox"))
              .isEqualTo(new SignIn.Refused(new SignInLink.Unknown()));
        });
  }

  @Test
  void aRevokedLinkSignsNobodyIn() {
    String id = "key_" + link.split("_")[1];

    mycelium.olga().confirm("key revoke " + id);

    assertThat(sessions.look(link)).isEqualTo(new SignInLink.Used());
    assertThat(sessions.signIn(link, "one", "Firefox"))
        .isEqualTo(new SignIn.Refused(new SignInLink.Used()));
  }

  @Test
  void aSessionEndsWhenItIsNotUsed() {
    SignIn.Done done = signIn(link, "one");

    mycelium.clock().advance(Duration.ofDays(30).minusSeconds(1));
    assertThat(sessions.find(done.secret())).isPresent();
    mycelium.clock().advance(Duration.ofSeconds(1));

    assertThat(sessions.find(done.secret())).isEmpty();
    assertThat(mycelium.holder(done.secret()).run("whoami"))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
  }

  @Test
  void signingOutEndsTheSessionAndNothingElse() {
    Harness.User bob = mycelium.join("Bob", Role.MEMBER);
    SignIn.Done done = signIn(link, "one");

    sessions.end(done.secret());
    sessions.end(done.secret());
    sessions.end(bob.secret());

    assertThat(mycelium.holder(done.secret()).run("whoami"))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(bob.run("whoami")).isCard("Bob");
    assertThat(mycelium.events("session.ended")).hasSize(1);
  }

  @Test
  void noSecretOfASessionIsEverKept() {
    SignIn.Done done = signIn(link, "one");
    String random = done.secret().substring(done.secret().length() - 43);

    assertThat(mycelium.events().after("0-0", 1_000).toString())
        .contains(done.session().id().value())
        .doesNotContain(random);
    assertThat(
            mycelium.store().find(Keys.KIND, done.session().id().value()).orElseThrow().toString())
        .doesNotContain(random);
  }

  private SignIn.Done signIn(String with, String attempt) {
    return (SignIn.Done) sessions.signIn(with, attempt, "Firefox on Linux");
  }

  private static String secret(Reply invitation) {
    String address = Harness.field(invitation, "link");
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
