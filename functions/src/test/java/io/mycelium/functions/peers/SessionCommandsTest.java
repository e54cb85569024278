package io.mycelium.functions.peers;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.Sessions.SignIn;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionCommandsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Sessions sessions;
  private Harness.User ada;

  @BeforeEach
  void join() {
    sessions = mycelium.peersModule().sessions();
    ada = mycelium.join("Ada", Role.MEMBER);
  }

  @Test
  void aListShowsWhereOneIsSignedIn() {
    assertThat(ada.run("session list")).isTable(0).says("key create --link");
    Harness.User phone = signIn(ada, "Firefox on Android");
    signIn(ada, "Chromium on Linux");

    Reply list = phone.run("session list");

    assertThat(list)
        .hasColumn("device", "Chromium on Linux", "Firefox on Android")
        .hasColumn("of", "Ada", "Ada")
        .hasColumn("this", "", "yes");
    assertThat(ada.run("key list")).hasColumn("use", "link", "key");
  }

  @Test
  void aHostileDeviceIsShownAndNotObeyed() {
    signIn(ada, "\u001b[31mred\u202e\n<script>" + "x".repeat(1_000));

    String shown = ada.run("session list").toString();

    assertThat(shown).doesNotContain("\u001b", "\u202e", "\n").contains("red <script>");
    assertThat(shown.length()).isLessThan(1_000);
  }

  @Test
  void oneSessionIsEndedFromAnother() {
    Harness.User phone = signIn(ada, "phone");
    Harness.User desk = signIn(ada, "desk");
    String id = id(phone);

    Reply ended = desk.run("session end " + id);

    assertThat(ended).isCard("Session " + id).hasState("revoked");
    assertThat(phone.run("whoami")).isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(desk.run("session list")).hasColumn("device", "desk");
    assertThat(desk.run("session end " + id)).isRefused(Reply.Reason.CONFLICT, "revoked");
  }

  @Test
  void allOthersAreEndedAtOnce() {
    Harness.User phone = signIn(ada, "phone");
    Harness.User desk = signIn(ada, "desk");
    Harness.User tablet = signIn(ada, "tablet");

    Reply ended = desk.run("session end --others");

    assertThat(ended).isText().says("2 other sessions were ended");
    assertThat(phone.run("whoami")).isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(tablet.run("whoami")).isRefused(Reply.Reason.UNAUTHENTICATED, "unknown-key");
    assertThat(desk.run("whoami")).isCard("Ada");
    assertThat(desk.run("session end --others")).says("nowhere else");
    assertThat(ada.run("whoami")).as("keys are no sessions").isCard("Ada");
  }

  @Test
  void aRepeatOfEndingOthersTellsTheSame() {
    signIn(ada, "phone");

    Reply first = ada.naming("once").run("session end --others");
    signIn(ada, "desk");
    Reply repeat = ada.naming("once").run("session end --others");

    assertThat(repeat).isEqualTo(first).says("One other session was ended");
    assertThat(ada.run("session list")).hasColumn("device", "desk");
  }

  @Test
  void whichSessionHasToBeSaid() {
    assertThat(ada.run("session end")).isRefused(Reply.Reason.INVALID, "bad-options");
    assertThat(ada.run("session end key_1 --others"))
        .isRefused(Reply.Reason.INVALID, "bad-options");
  }

  @Test
  void sessionsOfOthersAreForOperators() {
    Harness.User phone = signIn(ada, "phone");
    Harness.User bob = mycelium.join("Bob", Role.MEMBER);
    Harness.User otto = mycelium.join("Otto", Role.OPERATOR);

    assertThat(bob.run("session list --of ada")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(bob.run("session end " + id(phone)))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    assertThat(otto.run("session list --of ada")).hasColumn("device", "phone");
    assertThat(otto.run("session end " + id(phone))).hasState("revoked");
  }

  @Test
  void aKeyIsNoSessionToEnd() {
    String key = Harness.field(ada.run("key create"), "key-id");

    assertThat(ada.run("session end " + key)).isRefused(Reply.Reason.NOT_FOUND, "not-found");
    assertThat(ada.run("session end key_0nothing")).isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  private Harness.User signIn(Harness.User who, String device) {
    String link = Harness.field(who.run("key create --link"), "link");
    var done =
        (SignIn.Done) sessions.signIn(link.substring(link.lastIndexOf('/') + 1), "one", device);
    return mycelium.holder(done.secret());
  }

  private String id(Harness.User session) {
    return sessions.find(session.secret()).orElseThrow().id().value();
  }
}
