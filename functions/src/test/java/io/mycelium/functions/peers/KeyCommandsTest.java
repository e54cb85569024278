package io.mycelium.functions.peers;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Authenticator;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.Harness;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyCommandsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Harness.User ada;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
  }

  @Test
  void aKeyOfOnesOwnIsMadeAndListedWithoutItsSecret() {
    Reply made = ada.run("key create --label laptop");

    String secret = Harness.field(made, "key");
    assertThat(made).isSecret().isCard("A new key for Ada").says("export MYCELIUM_KEY=" + secret);
    assertThat(mycelium.holder(secret).run("whoami")).isCard("Ada");
    Reply list = ada.run("key list");
    assertThat(list)
        .hasColumn("label", "laptop", "invitation", "first key")
        .hasColumn("state", "active", "active", "active");
    assertThat(list.toString()).doesNotContain(secret);
  }

  @Test
  void aRepeatMakesNoSecondKey() {
    Reply first = ada.naming("once").run("key create");
    Reply repeat = ada.naming("once").run("key create");

    assertThat(repeat).isPrivate().says("not kept; 'key create' makes a new one");
    assertThat(repeat.toString()).contains(Harness.field(first, "key-id"));
    assertThat(ada.run("key list")).isTable(3);
  }

  @Test
  void aLinkEndsByItself() {
    Reply made = ada.run("key create --link");

    assertThat(made).isSecret().says("once, within 24 hours");
    assertThat(ada.run("key list")).hasColumn("use", "link", "link", "key");
    mycelium.clock().advance(Duration.ofHours(25));
    assertThat(ada.run("key list")).hasColumn("use", "key").hasColumn("state", "active");
  }

  @Test
  void keysOfOthersNeedThePermission() {
    Harness.User operator = mycelium.join("Otto", Role.OPERATOR);

    assertThat(ada.run("key create --for otto")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(ada.run("key list --for otto")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(ada.run("key list --all")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(operator.run("key list --for ada")).hasColumn("peer", "Ada", "Ada");
    assertThat(operator.run("key list --all")).isTable(5);
    assertThat(operator.run("key create --for ada")).isSecret().isCard("A new key for Ada");
  }

  @Test
  void nobodyMakesAKeyForARoleAboveTheirOwn() {
    Harness.User operator = mycelium.join("Otto", Role.OPERATOR);

    assertThat(operator.run("key create --for olga"))
        .isRefused(Reply.Reason.FORBIDDEN, "role-above-own");
  }

  @Test
  void aRevokedKeyStopsAtOnce() {
    Reply made = ada.run("key create");
    Harness.User other = mycelium.holder(Harness.field(made, "key"));
    assertThat(other.run("whoami")).isCard("Ada");

    Reply revoked = ada.confirm("key revoke " + Harness.field(made, "key-id"));

    assertThat(revoked).isCard().hasState("revoked");
    assertThat(other.run("whoami")).isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(ada.confirm("key revoke " + Harness.field(made, "key-id")))
        .isRefused(Reply.Reason.CONFLICT, "revoked");
  }

  @Test
  void revokingIsConfirmedFirst() {
    String id = Harness.field(ada.run("key create"), "key-id");

    assertThat(ada.run("key revoke " + id)).isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(ada.run("key list")).hasColumn("state", "active", "active", "active");
  }

  @Test
  void keysOfOthersAreRevokedByOperatorsOnly() {
    String id = Harness.field(ada.run("key create"), "key-id");

    assertThat(mycelium.join("Bob", Role.MEMBER).run("key revoke " + id))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(mycelium.join("Otto", Role.OPERATOR).confirm("key revoke " + id))
        .hasState("revoked");
    assertThat(ada.confirm("key revoke key_0nothing"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  @Test
  void anotherGatewayHearsOfARevokedKeyAndAChangedRole() {
    try (EventFeed feed = EventFeed.start(mycelium.events())) {
      Authenticator elsewhere = mycelium.peers(feed).authenticator();
      Reply made = ada.run("key create");
      String secret = Harness.field(made, "key");
      assertThat(elsewhere.authenticate(secret)).get().extracting("role").isEqualTo(Role.MEMBER);

      mycelium.olga().run("role set ada operator");
      await()
          .untilAsserted(() ->
              assertThat(elsewhere.authenticate(secret))
                  .get()
                  .extracting("role")
                  .isEqualTo(Role.OPERATOR));
      ada.confirm("key revoke " + Harness.field(made, "key-id"));
      await().untilAsserted(() -> assertThat(elsewhere.authenticate(secret)).isEmpty());
    }
  }

  @Test
  void aSecretWithAnotherEndIsUnknown() {
    String secret = ada.secret();
    String other = secret.substring(0, secret.length() - 1) + (secret.endsWith("A") ? "E" : "A");

    assertThat(mycelium.holder(other).run("whoami"))
        .isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(ada.run("whoami")).isCard("Ada");
  }
}
