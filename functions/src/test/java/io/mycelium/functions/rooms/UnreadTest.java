package io.mycelium.functions.rooms;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is unread, and what somebody is called in.
class UnreadTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Harness.User ada;
  private Harness.User bob;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    bob = mycelium.join("Bob", Role.MEMBER);
  }

  private String say(Harness.User user, String text) {
    return Harness.field(user.run("say '" + text + "'"), "id");
  }

  private void unread(Harness.User user, String posts, String mentions) {
    assertThat(user.run("room list")).hasColumn("unread", posts).hasColumn("mentions", mentions);
  }

  @Test
  void whatOthersSaidIsUnreadUntilItIsSeen() {
    say(ada, "one");
    say(ada, "two");
    say(bob, "three");

    unread(bob, "2", "0");
    unread(ada, "1", "0");
    Reply seen = bob.run("room seen");
    assertThat(seen).isCard("Room main").hasField("unread", "0");
    unread(bob, "0", "0");
    unread(ada, "1", "0");
    say(ada, "four");
    unread(bob, "1", "0");
  }

  @Test
  void aMarkIsSetAtAPostAndNeverGoesBack() {
    String one = say(ada, "one");
    String two = say(ada, "two");
    say(ada, "three");

    assertThat(bob.run("room seen " + two)).hasField("unread", "1").hasField("post", two);
    assertThat(bob.run("room seen " + one)).hasField("unread", "1").hasField("post", two);
  }

  @Test
  void callsByNameAreCountedUntilTheyAreSeen() {
    say(ada, "@bob look");
    say(ada, "not you");
    say(ada, "@Bob and @ada: again");
    say(bob, "@bob me myself");

    unread(bob, "3", "2");
    unread(ada, "1", "0");
    bob.run("room seen");
    unread(bob, "0", "0");
  }

  @Test
  void whatIsSaidInThreadsCounts() {
    String root = say(ada, "Ship it?");
    bob.run("room seen");
    String answer = Harness.field(ada.run("say '@bob please' --thread " + root), "id");

    unread(bob, "1", "1");
    assertThat(bob.run("room seen " + answer)).hasField("unread", "0").hasField("mentions", "0");
  }

  @Test
  void whoHasSeenTheNewestPostOfTheRoomHasSeenTheAnswersToo() {
    String first = say(ada, "Ship it?");
    String second = say(ada, "elsewhere");
    String answer = Harness.field(ada.run("say yes --thread " + first), "id");

    assertThat(bob.run("room seen " + first)).hasField("unread", "2").hasField("post", first);
    assertThat(bob.run("room list")).hasColumn("read", first);
    assertThat(bob.run("room seen " + second)).hasField("unread", "0").hasField("post", answer);
    assertThat(bob.run("room list")).hasColumn("read", answer);
    assertThat(ada.run("room list")).hasColumn("read", "");
  }

  @Test
  void theListSaysUpToWhichPostItCounted() {
    assertThat(bob.run("room list")).hasColumn("newest", "");
    String root = say(ada, "Ship it?");
    assertThat(bob.run("room list")).hasColumn("newest", root);
    String answer = Harness.field(ada.run("say yes --thread " + root), "id");

    assertThat(bob.run("room list")).hasColumn("newest", answer);
  }

  @Test
  void whatWasSaidBeforeSomebodyCameIsNotNewToThem() {
    say(ada, "old");

    Harness.User eve = mycelium.join("Eve", Role.MEMBER);
    say(ada, "new");

    unread(eve, "1", "0");
  }

  @Test
  void eachRoomHasItsOwnMark() {
    ada.run("room create release");
    say(ada.in("release"), "hello");
    say(ada, "hello");

    bob.in("release").run("room seen");

    assertThat(bob.run("room list"))
        .hasColumn("name", "main", "release")
        .hasColumn("unread", "1", "0");
  }

  @Test
  void aPostThatIsNotInTheRoomIsNoMark() {
    ada.run("room create plot --closed");
    String secret = say(ada.in("plot"), "psst");
    say(ada, "hello");

    assertThat(bob.run("room seen " + secret)).isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
    assertThat(bob.run("room seen pst_none")).isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
    assertThat(bob.run("room seen 7")).isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
    unread(bob, "1", "0");
  }

  @Test
  void nothingIsUnreadWhereNothingWasSaid() {
    assertThat(bob.run("room seen")).hasField("unread", "0");
    unread(bob, "0", "0");
  }

  @Test
  void seeingIsTheViewersOwnAndTellsNobody() {
    Harness.User vera = mycelium.join("Vera", Role.VIEWER);
    say(ada, "hello");
    String last = mycelium.events().last();

    assertThat(vera.naming("s").run("room seen")).isNotRefused();
    assertThat(vera.naming("s").run("room seen")).hasField("unread", "0");

    assertThat(mycelium.events().last()).isEqualTo(last);
    unread(bob, "1", "0");
  }
}
