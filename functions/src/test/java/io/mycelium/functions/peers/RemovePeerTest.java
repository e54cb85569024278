package io.mycelium.functions.peers;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.Sessions.SignIn;
import io.mycelium.core.peer.SignInLink;
import io.mycelium.core.pipeline.Authenticator;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.Harness;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RemovePeerTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @Test
  void aRemovedPeerIsShutOutInEveryWay() {
    Sessions sessions = mycelium.peersModule().sessions();
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    String used = link(ada);
    String unused = link(ada);
    String session = ((SignIn.Done) sessions.signIn(used, "one", "desk")).secret();

    Reply removed = mycelium.olga().confirm("peer remove ada");

    assertThat(removed).isCard("Ada").hasState("removed");
    assertThat(ada.run("whoami")).isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(mycelium.holder(session).run("whoami"))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(sessions.find(session)).isEmpty();
    assertThat(sessions.look(unused)).isEqualTo(new SignInLink.Unknown());
    assertThat(sessions.signIn(unused, "two", "desk"))
        .isEqualTo(new SignIn.Refused(new SignInLink.Unknown()));
    assertThat(mycelium.events("peer.removed")).hasSize(1);
    assertThat(mycelium.events("session.ended")).hasSize(1);
  }

  @Test
  void whatTheyDidKeepsTheirName() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    ada.run("task create 'Mend the roof'");

    mycelium.olga().confirm("peer remove ada");

    assertThat(mycelium.olga().run("task show 1")).hasField("by", "Ada");
  }

  @Test
  void theyAreNotFoundAnyMore() {
    mycelium.join("Ada", Role.OPERATOR);
    Peer known = mycelium.peers().named("ada").orElseThrow();

    mycelium.olga().confirm("peer remove ada");

    assertThat(mycelium.olga().run("peer list")).hasColumn("name", "olga");
    assertThat(mycelium.olga().run("role list")).hasColumn("peers", "", "", "", "olga");
    mycelium.olga().run("task create 'For her'");
    assertThat(mycelium.olga().run("task assign 1 ada"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-peer");
    assertThat(mycelium.olga().run("key create --for ada"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-peer");
    assertThat(mycelium.olga().run("role set %s admin".formatted(known.id())))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-peer");
    assertThat(mycelium.peers().find(known.id())).isEmpty();
    assertThat(mycelium.peers().name(known.id())).isEqualTo("Ada");
  }

  @Test
  void theirNameIsNotGivenToSomebodyElse() {
    mycelium.join("Ada", Role.MEMBER);

    mycelium.olga().confirm("peer remove ada");

    assertThat(mycelium.olga().run("invite ada")).isRefused(Reply.Reason.CONFLICT, "name-taken");
  }

  @Test
  void removingIsForAdminsAndConfirmedFirst() {
    mycelium.join("Ada", Role.MEMBER);
    Harness.User otto = mycelium.join("Otto", Role.OPERATOR);

    assertThat(otto.run("peer remove ada")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(mycelium.olga().run("peer remove ada"))
        .isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(mycelium.peers().named("ada")).isPresent();
  }

  @Test
  void theLastAdminStays() {
    assertThat(mycelium.olga().confirm("peer remove olga"))
        .isRefused(Reply.Reason.CONFLICT, "last-admin");
  }

  @Test
  void adminsWhoRemoveEachOtherAtTheSameMomentLeaveOne() throws Exception {
    Harness.User ada = mycelium.join("Ada", Role.ADMIN);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> one = threads.submit(() -> mycelium.olga().confirm("peer remove ada"));
      Future<Reply> other = threads.submit(() -> ada.confirm("peer remove olga"));
      assertThat(Stream.of(one.get(), other.get()).filter(Reply.Card.class::isInstance)).hasSize(1);
    }

    assertThat(mycelium.peers().all()).hasSize(1);
  }

  @Test
  void anotherGatewayHearsOfIt() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    try (EventFeed feed = EventFeed.start(mycelium.events())) {
      Authenticator elsewhere = mycelium.peers(feed).authenticator();
      assertThat(elsewhere.authenticate(ada.secret())).isPresent();

      mycelium.olga().confirm("peer remove ada");

      await().untilAsserted(() -> assertThat(elsewhere.authenticate(ada.secret())).isEmpty());
    }
  }

  private static String link(Harness.User of) {
    String address = Harness.field(of.run("key create --link"), "link");
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
