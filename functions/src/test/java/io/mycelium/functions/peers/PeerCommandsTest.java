package io.mycelium.functions.peers;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Presence;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeerCommandsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @Test
  void anInvitationShowsLinkAndKeyOnce() {
    Reply reply = mycelium.olga().run("invite Ada --key");

    String key = Harness.field(reply, "key");
    String link = Harness.field(reply, "link");
    assertThat(reply)
        .isSecret()
        .isCard("Ada is invited as member")
        .says("export MYCELIUM_KEY=" + key, "export MYCELIUM_URL=http://127.0.0.1:8080", "once");
    assertThat(link).startsWith("http://127.0.0.1:8080/sign-in/myc_");
    assertThat(mycelium.holder(key).run("whoami"))
        .isCard("Ada")
        .hasState("member")
        .hasField("room", "main");
  }

  @Test
  void whoHasAStreamOpenIsHereNow() {
    mycelium.join("Ada", Role.MEMBER);
    PeerId ada = mycelium.peers().named("ada").orElseThrow().id();
    mycelium.workspace().presence().here(List.of(ada));

    Reply now = mycelium.olga().run("peer list");
    mycelium.clock().advance(Presence.HOLDS);
    Reply later = mycelium.olga().run("peer list");

    assertThat(now)
        .hasColumn("name", "olga", "Ada")
        .hasColumn("online", "no", "yes")
        .hasColumn("seen", "", "2026-03-01T10:00:00Z");
    assertThat(later).hasColumn("online", "no", "no").hasColumn("seen", "", "2026-03-01T10:00:00Z");
  }

  @Test
  void aSignInLinkIsNoKey() {
    Reply reply = mycelium.olga().run("invite Ada");

    String link = Harness.field(reply, "link");
    String token = link.substring(link.lastIndexOf('/') + 1);
    assertThat(mycelium.holder(token).run("whoami"))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
  }

  @Test
  void anAgentGetsAKeyAndNoLink() {
    Reply reply = mycelium.olga().run("invite release-bot --kind agent");

    assertThat(mycelium.holder(Harness.field(reply, "key")).run("whoami"))
        .hasField("kind", "agent");
    assertThat(((Reply.Card) ((Reply.Private) reply).reply()).fields())
        .extracting("key")
        .doesNotContain("link");
  }

  @Test
  void aRepeatDoesNotShowTheSecretAgain() {
    Harness.User olga = mycelium.olga().naming("once");
    Reply first = olga.run("invite 'Ada Lovelace' --key");

    Reply repeat = olga.run("invite 'Ada Lovelace' --key");

    assertThat(repeat)
        .isPrivate()
        .isText()
        .says("shown then and is not kept", "key create --for 'Ada Lovelace' --link");
    assertThat(repeat.toString()).doesNotContain(Harness.field(first, "key"));
    assertThat(mycelium.events("peer.invited")).hasSize(2);
  }

  @Test
  void noSecretIsEverKept() {
    Reply reply = mycelium.olga().run("invite Ada --key");
    String key = Harness.field(reply, "key");
    String random = key.substring(key.length() - 43);

    List<String> kept =
        Stream.concat(
                mycelium.events().after("0-0", 1_000).stream().map(EventRecord::toString),
                mycelium.store().findAll(Keys.KIND, ids("key")).stream().map(Object::toString))
            .toList();

    assertThat(kept).isNotEmpty().noneMatch(text -> text.contains(random));
  }

  @Test
  void aNameIsUniqueInEveryCase() {
    mycelium.olga().run("invite Ada");

    assertThat(mycelium.olga().run("invite aDA")).isRefused(Reply.Reason.CONFLICT, "name-taken");
    assertThat(mycelium.olga().run("invite 'OLGA'")).isRefused(Reply.Reason.CONFLICT, "name-taken");
    assertThat(mycelium.peers().named("ADA")).isPresent();
    assertThat(mycelium.olga().run("invite mycelium"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("'mycelium' cannot be a name");
  }

  @Test
  void nobodyInvitesAboveTheirOwnRole() {
    Harness.User operator = mycelium.join("Otto", Role.OPERATOR);

    assertThat(operator.run("invite Eve admin"))
        .isRefused(Reply.Reason.FORBIDDEN, "role-above-own");
    assertThat(operator.run("invite Eve --role operator")).isSecret();
    assertThat(mycelium.join("Mia", Role.MEMBER).run("invite Bob"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aRoleWorksFromTheNextCallOn() {
    Harness.User ada = mycelium.join("Ada", Role.VIEWER);
    assertThat(ada.run("task create Mine")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");

    Reply set = mycelium.olga().run("role set ada member");

    assertThat(set).isCard("Ada").hasState("member");
    assertThat(ada.run("task create Mine")).isNotRefused();
    assertThat(mycelium.events("peer.role-changed"))
        .singleElement()
        .satisfies(e -> assertThat(e.payload().path("role").asText()).isEqualTo("member"));
  }

  @Test
  void theLastAdminStaysOne() {
    assertThat(mycelium.olga().run("role set olga operator"))
        .isRefused(Reply.Reason.CONFLICT, "last-admin");

    mycelium.olga().run("invite Ada admin");

    assertThat(mycelium.olga().run("role set olga operator")).hasState("operator");
    assertThat(mycelium.olga().run("role set ada admin"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void adminsWhoDemoteEachOtherAtTheSameMomentLeaveOne() throws Exception {
    Harness.User ada = mycelium.join("Ada", Role.ADMIN);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> one = threads.submit(() -> mycelium.olga().run("role set ada member"));
      Future<Reply> other = threads.submit(() -> ada.run("role set olga member"));
      assertThat(Stream.of(result(one), result(other)).filter(Reply.Card.class::isInstance))
          .hasSize(1);
    }

    assertThat(mycelium.peers().all()).filteredOn(p -> p.role() == Role.ADMIN).hasSize(1);
  }

  @Test
  void listsNamePeersAndRoles() {
    mycelium.join("Ada", Role.OPERATOR);

    assertThat(mycelium.olga().run("peer list"))
        .hasColumn("name", "olga", "Ada")
        .hasColumn("role", "admin", "operator");
    assertThat(mycelium.olga().run("peer list operator")).hasColumn("name", "Ada");
    assertThat(mycelium.olga().run("role list"))
        .hasColumn("role", "viewer", "member", "operator", "admin")
        .hasColumn("peers", "", "", "Ada", "olga")
        .says("tasks.write");
  }

  private List<String> ids(String type) {
    return mycelium.events().after("0-0", 1_000).stream()
        .filter(event -> event.subject().type().equals(type))
        .map(event -> event.subject().id())
        .toList();
  }

  private static Reply result(Future<Reply> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
