package io.mycelium.functions.rooms;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.Call;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of a post after it was said.
class PostCommandsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Harness.User ada;
  private Harness.User bob;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    bob = mycelium.join("Bob", Role.MEMBER);
  }

  private static String say(Harness.User user, String words) {
    return Harness.field(user.run("say " + words), "id");
  }

  private ShownPost shown(String post) {
    return mycelium.timeline().find(new PostId(post)).orElseThrow();
  }

  @Test
  void whoSaidItSaysItInOtherWords() {
    String post = say(ada, "'the release is at ten' --file " + mycelium.file("a.txt", "a"));

    Reply edited = ada.run("post edit " + post + " 'the release is at noon'");

    assertThat(edited).isCard("Ada").says("the release is at noon");
    assertThat(shown(post).reply()).isEqualTo(new Reply.Text("the release is at noon"));
    assertThat(((Content.Said) shown(post).post().content()).files()).hasSize(1);
    assertThat(shown(post).post().edited()).isPresent();
    assertThat(mycelium.events("post.edited"))
        .extracting(EventRecord::room)
        .containsExactly(Optional.of(RoomId.MAIN));
  }

  @Test
  void theSameWordsAreNoEdit() {
    String post = say(ada, "hello");

    assertThat(ada.run("post edit " + post + " hello")).isNotRefused();

    assertThat(shown(post).post().edited()).isEmpty();
    assertThat(mycelium.events("post.edited")).isEmpty();
  }

  @Test
  void nobodyElseChangesTheWordsNotEvenAnOperator() {
    String post = say(ada, "hello");

    assertThat(bob.run("post edit " + post + " bye"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(mycelium.olga().run("post edit " + post + " bye"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours");
  }

  @Test
  void aCardHasNoWordsToChange() {
    bob.run("task create Mend");
    String card = mycelium.store().newest(Posts.of(RoomId.MAIN), Long.MAX_VALUE, 1).getFirst();

    assertThat(bob.run("post edit " + card + " bye")).isRefused(Reply.Reason.CONFLICT, "not-words");
  }

  @Test
  void whomTheNewWordsCallIsCalled() {
    String post = say(ada, "'@Bob look'");
    assertThat(bob.run("room list")).hasColumn("mentions", "1");

    ada.run("post edit " + post + " look");
    assertThat(bob.run("room list")).hasColumn("mentions", "0").hasColumn("unread", "1");

    ada.run("post edit " + post + " 'look, @bob'");
    assertThat(bob.run("room list")).hasColumn("mentions", "1").hasColumn("unread", "1");
  }

  @Test
  void whatIsRemovedKeepsItsPlaceAndItsThread() {
    String post = say(ada, "'a secret' --file " + mycelium.file("a.txt", "a"));
    say(bob, "'what is it?' --thread " + post);
    ada.run("post react " + post + " 👍");

    Reply removed = ada.confirm("post remove " + post);

    assertThat(removed).hasState("removed").says("(removed by Ada)");
    assertThat(shown(post).reply()).isEqualTo(new Reply.Text("(removed by Ada)"));
    assertThat(shown(post).replies()).isEqualTo(1);
    assertThat(shown(post).post().reactions()).isEmpty();
    assertThat(bob.run("room read")).hasColumn("text", "(removed by Ada)");
    assertThat(bob.run("room read --thread " + post))
        .hasColumn("text", "(removed by Ada)", "what is it?");
    assertThat(mycelium.events("post.removed").getFirst().payload().toString())
        .doesNotContain("secret");
  }

  @Test
  void whatIsRemovedIsNotFoundAnyMore() {
    String post = say(ada, "'a secret'");
    ada.confirm("post remove " + post);

    assertThat(bob.run("room search secret")).isTable(0);
    assertThat(bob.run("room search removed")).isTable(0);
  }

  @Test
  void whatAnEditTookAwayIsNotFoundAnyMore() {
    String post = say(ada, "'a secret'");
    ada.run("post edit " + post + " nothing");

    assertThat(bob.run("room search secret")).isTable(0);
    assertThat(bob.run("room search nothing")).isTable(1);
  }

  @Test
  void whatIsRemovedCallsNobodyAndIsStillAPlaceToReadFrom() {
    String post = say(ada, "'@bob look'");
    say(ada, "later");
    ada.confirm("post remove " + post);

    assertThat(bob.run("room list")).hasColumn("mentions", "0");
    assertThat(bob.run("room seen " + post)).hasField("unread", "1").hasField("post", post);
  }

  @Test
  void operatorsRemoveWhatOthersSaidAndMembersDoNot() {
    String post = say(ada, "hello");

    assertThat(bob.run("post remove " + post)).isRefused(Reply.Reason.FORBIDDEN, "not-yours");
    assertThat(mycelium.olga().confirm("post remove " + post)).says("removed by olga");
  }

  @Test
  void whatIsRemovedStaysAsItIs() {
    String post = say(ada, "hello");
    ada.confirm("post remove " + post);

    assertThat(ada.run("post edit " + post + " bye")).isRefused(Reply.Reason.CONFLICT, "removed");
    assertThat(ada.run("post react " + post + " 👍")).isRefused(Reply.Reason.CONFLICT, "removed");
  }

  @Test
  void aRemovedCardShowsItsThingNoMore() {
    bob.run("task create Mend");
    String card = mycelium.store().newest(Posts.of(RoomId.MAIN), Long.MAX_VALUE, 1).getFirst();

    mycelium.olga().confirm("post remove " + card);

    assertThat(shown(card).reply()).isEqualTo(new Reply.Text("(removed by olga)"));
    assertThat(bob.run("task show 1")).hasState("open");
  }

  @Test
  void anEmojiOfEachCountsOnce() {
    String post = say(ada, "hello");

    bob.run("post react " + post + " 👍");
    bob.run("post react " + post + " 👍");
    assertThat(ada.run("post react " + post + " 👍")).hasField("reactions", "👍 Bob, Ada");

    assertThat(mycelium.events("post.reacted")).hasSize(2);
  }

  @Test
  void anEmojiIsTakenBack() {
    String post = say(ada, "hello");
    bob.run("post react " + post + " 👍");
    bob.run("post react " + post + " :party_parrot:");

    assertThat(bob.run("post react " + post + " 👍 --off"))
        .hasField("reactions", ":party_parrot: Bob");
    assertThat(bob.run("post react " + post + " 👍 --off")).isNotRefused();

    assertThat(mycelium.events("post.reacted")).hasSize(3);
  }

  @Test
  void aPostHasTwentyEmojiAtMost() {
    String post = say(ada, "hello");
    for (int i = 0; i < PostDecisions.MOST_EMOJI; i++) {
      assertThat(bob.run("post react %s :one_%d:".formatted(post, i))).isNotRefused();
    }

    assertThat(ada.run("post react " + post + " 👍"))
        .isRefused(Reply.Reason.CONFLICT, "too-many-emoji");
    assertThat(ada.run("post react " + post + " :one_7:")).isNotRefused();
  }

  @Test
  void wordsAreNoEmoji() {
    String post = say(ada, "hello");

    for (String none : new String[] {"hello", "7", "👍👍", ":a", "<b>", ":a b:"}) {
      assertThat(bob.run("post react %s '%s'".formatted(post, none)))
          .isRefused(Reply.Reason.INVALID, "unknown-emoji");
    }
  }

  @Test
  void aPostOfAnotherRoomIsNotThere() {
    ada.run("room create plot --closed");
    String post = say(ada.in("plot"), "psst");

    assertThat(bob.run("post react " + post + " 👍"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
    assertThat(bob.run("post edit " + post + " x"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
  }

  @Test
  void viewersOnlyLook() {
    String post = say(ada, "hello");
    Harness.User eve = mycelium.join("Eve", Role.VIEWER);

    assertThat(eve.run("post react " + post + " 👍"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aPreviewTellsWhyNot() {
    String post = say(ada, "hello");

    assertThat(preview(bob, "post edit", post)).isPresent();
    assertThat(preview(ada, "post edit", post)).isEmpty();
    assertThat(preview(bob, "post remove", post)).isPresent();
    assertThat(preview(mycelium.olga(), "post remove", post)).isEmpty();
  }

  private Optional<Reply.Refused> preview(Harness.User user, String command, String post) {
    var found = mycelium.catalogue().find(command).orElseThrow().command();
    return mycelium
        .pipeline()
        .preview(
            mycelium.parts().identify().still(user.secret()).orElseThrow(),
            new Call(found.name(), found.definition(), Json.object().put("post", post)),
            Place.of(RoomId.MAIN));
  }
}
