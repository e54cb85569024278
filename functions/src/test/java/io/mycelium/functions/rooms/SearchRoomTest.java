package io.mycelium.functions.rooms;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.functions.Harness;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchRoomTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private void say(String text) {
    mycelium.olga().run("say '" + text + "'");
  }

  @Test
  void allWordsMustBeThereInAnyOrderAndCase() {
    say("The Build failed on main");
    say("the build is green");
    say("main failed: see BUILD 7");

    Reply found = mycelium.olga().run("room search 'build FAILED'");

    assertThat(found)
        .hasColumn("text", "main failed: see BUILD 7", "The Build failed on main")
        .hasColumn("author", "olga", "olga");
    assertThat(((Reply.Table) found).nextPage()).isEmpty();
  }

  @Test
  void answersInThreadsAndCardsAsTheyAreNowAreFound() {
    say("Ship it?");
    String root = mycelium.events("post.created").getFirst().subject().id();
    mycelium.olga().run("say 'certificate first' --thread " + root);
    mycelium.olga().run("task create 'Renew the certificate'");
    mycelium.olga().run("task start 1");

    Reply found = mycelium.olga().run("room search certificate");

    assertThat(found).isTable(2).hasColumn("thread", "", root);
    assertThat(mycelium.olga().run("room search 'certificate started'")).isTable(1);
  }

  @Test
  void onePageLeadsToTheNext() {
    for (int i = 1; i <= 5; i++) {
      say("post " + i);
    }

    Reply first = mycelium.olga().run("room search post --last 2");
    Reply second = mycelium.olga().run("room search post --last 2 --before " + next(first));
    Reply third = mycelium.olga().run("room search post --last 2 --before " + next(second));

    assertThat(first).hasColumn("text", "post 5", "post 4");
    assertThat(second).hasColumn("text", "post 3", "post 2");
    assertThat(third).hasColumn("text", "post 1");
    assertThat(((Reply.Table) third).nextPage()).isEmpty();
  }

  private static String next(Reply page) {
    return ((Reply.Table) page).nextPage().orElseThrow().options().path("before").asText();
  }

  @Test
  void aLongRoomIsSearchedInPartsAndSaysSo() {
    say("the needle");
    hay(5_000);

    Reply first = mycelium.olga().run("room search needle");
    Reply second = mycelium.olga().run("room search needle --before " + next(first));

    assertThat(first).isTable(0).says("among the 5,000 that were looked through");
    assertThat(second).hasColumn("text", "the needle");
    assertThat(((Reply.Table) second).nextPage()).isEmpty();
  }

  /// Fills the room, many posts with one commit.
  private void hay(int posts) {
    Instant now = mycelium.clock().instant();
    for (int i = 0; i < posts; i += 250) {
      var draft = Commit.of(Intent.system("hay-" + i, now), Outcome.of(new Reply.Text("said")));
      for (int j = 0; j < 250; j++) {
        var straw = new Content.Said(new Reply.Text("straw"));
        Posts.add(
            draft,
            Post.of(
                mycelium.ids().post(),
                Place.of(RoomId.MAIN),
                Peer.SYSTEM,
                straw,
                now.plusMillis(1),
                mycelium.ids().seal()));
      }
      mycelium.store().commit(draft.done());
    }
  }

  @Test
  void aLongPostIsCutAroundWhatWasFound() {
    say("a ".repeat(500) + "needle" + " b".repeat(500));

    Reply.Table found = (Reply.Table) mycelium.olga().run("room search needle");

    String text = found.rows().getFirst().get(2);
    assertThat(text).hasSizeLessThanOrEqualTo(200).startsWith("…").contains("needle").endsWith("…");
  }

  @Test
  void otherRoomsAreNotSearched() {
    mycelium.olga().run("room create plot --closed");
    mycelium.olga().in("plot").run("say 'the needle'");
    String secret = mycelium.events("post.created").getFirst().subject().id();
    Harness.User bob = mycelium.join("Bob", Role.MEMBER);

    assertThat(bob.run("room search needle")).isTable(0).says("No post of main is like that.");
    assertThat(bob.in("plot").run("room search needle"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-room");
    assertThat(bob.run("room search needle --before " + secret))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
  }

  @Test
  void aSearchForNothingIsRefused() {
    assertThat(mycelium.olga().run("room search ' '"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("A search needs a word to look for.");
  }

  @Test
  void anExcerptSurvivesLettersThatFoldToAnotherLength() {
    var words = new Words("needle");

    for (String odd : List.of("İ", "😀", "ẞ")) {
      String text = odd.repeat(300) + " needle " + odd.repeat(300);
      assertThat(words.in(text)).isTrue();
      assertThat(words.excerpt(text)).hasSizeLessThanOrEqualTo(201).doesNotContain("\uFFFD");
    }
  }
}
