package io.mycelium.functions.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Author;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.room.Timeline.From;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTimelineTest {
  private static final Place MAIN = Place.of(RoomId.MAIN);
  private static final From NEWEST = new From.Newest();

  @RegisterExtension final Harness mycelium = Harness.standard();

  private PostId say(String text) {
    return new PostId(Harness.field(mycelium.olga().run("say '" + text + "'"), "id"));
  }

  private PostId answer(PostId thread, String text) {
    return new PostId(
        Harness.field(mycelium.olga().run("say '" + text + "' --thread " + thread), "id"));
  }

  /// Posts of one and the same moment.
  private void sayAtOnce(int posts) {
    for (int i = 0; i < posts; i++) {
      add(MAIN, new Content.Said(new Reply.Text("post " + i)));
    }
  }

  private PostId add(Place place, Content content) {
    Instant now = mycelium.clock().instant();
    PostId id = mycelium.ids().post();
    var post = Post.of(id, place, Peer.SYSTEM, content, now, mycelium.ids().seal());
    var draft = Commit.of(Intent.system(id.value(), now), Outcome.of(new Reply.Text("said")));
    mycelium.store().commit(Posts.add(draft, post).done());
    return id;
  }

  private Timeline.Page page(Place place, From from, int max) {
    return mycelium.timeline().page(place, from, max).orElseThrow();
  }

  private static List<String> texts(Timeline.Page page) {
    return page.posts().stream().map(shown -> ((Reply.Text) shown.reply()).markdown()).toList();
  }

  private static List<PostId> ids(Timeline.Page page) {
    return page.posts().stream().map(shown -> shown.post().id()).toList();
  }

  @Test
  void theNewestPostsAreShownOldestFirst() {
    say("one");
    say("two");
    say("three");

    assertThat(texts(page(MAIN, NEWEST, 2))).containsExactly("two", "three");
    assertThat(page(MAIN, NEWEST, 2).older()).isTrue();
    assertThat(page(MAIN, NEWEST, 2).newer()).isFalse();
    assertThat(texts(page(MAIN, NEWEST, 3))).containsExactly("one", "two", "three");
    assertThat(page(MAIN, NEWEST, 3).older()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void pagesOfPostsOfOneMomentHaveEachPostOnce(int max) {
    sayAtOnce(10);
    List<PostId> all = ids(page(MAIN, NEWEST, 100));

    List<PostId> back = new ArrayList<>();
    Timeline.Page page = page(MAIN, NEWEST, max);
    back.addAll(0, ids(page));
    while (page.older()) {
      page = page(MAIN, new From.Before(back.getFirst()), max);
      back.addAll(0, ids(page));
    }
    List<PostId> forth = new ArrayList<>(List.of(all.getFirst()));
    do {
      page = page(MAIN, new From.After(forth.getLast()), max);
      forth.addAll(ids(page));
    } while (page.newer());

    assertThat(all).hasSize(10).doesNotHaveDuplicates();
    assertThat(back).isEqualTo(all);
    assertThat(forth).isEqualTo(all);
  }

  @Test
  void aPostIsShownAmongThoseAroundIt() {
    say("one");
    say("two");
    PostId middle = say("three");
    say("four");
    say("five");

    Timeline.Page page = page(MAIN, new From.Around(middle), 3);

    assertThat(texts(page)).containsExactly("two", "three", "four");
    assertThat(page.older()).isTrue();
    assertThat(page.newer()).isTrue();
    assertThat(texts(page(MAIN, new From.Around(middle), 1))).containsExactly("three");
    assertThat(page(MAIN, new From.Around(middle), 5).older()).isFalse();
    assertThat(page(MAIN, new From.Around(middle), 5).newer()).isFalse();
  }

  @Test
  void aThreadBeginsWithThePostThatItHangsOn() {
    PostId root = say("Ship it?");
    say("elsewhere");
    PostId first = answer(root, "yes");
    PostId second = answer(root, "no");
    Place thread = MAIN.in(root);

    assertThat(texts(page(thread, NEWEST, 10))).containsExactly("Ship it?", "yes", "no");
    assertThat(texts(page(thread, NEWEST, 2))).containsExactly("yes", "no");
    assertThat(page(thread, NEWEST, 2).older()).isTrue();
    assertThat(texts(page(thread, new From.Before(first), 2))).containsExactly("Ship it?");
    assertThat(page(thread, new From.Before(first), 2).older()).isFalse();
    assertThat(texts(page(thread, new From.Before(second), 1))).containsExactly("yes");
    assertThat(page(thread, new From.Before(second), 1).older()).isTrue();
    assertThat(texts(page(thread, new From.After(root), 1))).containsExactly("yes");
    assertThat(page(thread, new From.After(root), 1).newer()).isTrue();
    assertThat(texts(page(thread, new From.After(first), 5))).containsExactly("no");
    assertThat(texts(page(thread, new From.Around(root), 2))).containsExactly("Ship it?", "yes");
    assertThat(page(thread, new From.Around(root), 2).newer()).isTrue();
    assertThat(texts(page(thread, new From.Around(second), 2))).containsExactly("no");
    assertThat(page(thread, new From.Around(second), 2).older()).isTrue();
    assertThat(page(thread, new From.Before(root), 5).posts()).isEmpty();
    assertThat(texts(page(MAIN.in(second), NEWEST, 10)))
        .as("by a post in it")
        .containsExactly("Ship it?", "yes", "no");
    assertThat(texts(page(MAIN, NEWEST, 10))).containsExactly("Ship it?", "elsewhere");
  }

  @Test
  void answersAreCountedWithTheTimeOfTheLast() {
    PostId root = say("Ship it?");
    PostId quiet = say("elsewhere");
    answer(root, "yes");
    mycelium.clock().advance(Duration.ofMinutes(5));
    PostId last = answer(root, "no");

    List<ShownPost> posts = page(MAIN, NEWEST, 10).posts();

    Instant said = mycelium.timeline().find(last).orElseThrow().post().at();
    assertThat(posts).extracting(ShownPost::replies).containsExactly(2L, 0L);
    assertThat(posts)
        .extracting(ShownPost::lastReply)
        .containsExactly(Optional.of(said), Optional.empty());
    assertThat(mycelium.timeline().find(quiet).orElseThrow().replies()).isZero();
  }

  @Test
  void authorsAreShownByName() {
    mycelium.join("Ada Lovelace", Role.MEMBER).run("say hello");
    mycelium.clock().advance(Duration.ofMillis(1));
    sayAtOnce(1);

    List<Author> authors = page(MAIN, NEWEST, 10).posts().stream().map(ShownPost::author).toList();

    assertThat(authors).extracting(Author::name).containsExactly("Ada Lovelace", "mycelium");
    assertThat(authors).extracting(Author::kind).containsExactly(PeerKind.PERSON, PeerKind.SYSTEM);
  }

  @Test
  void aLiveCardIsDrawnAsItsSubjectIsNow() {
    mycelium.olga().run("task create Fix");
    PostId card = page(MAIN, NEWEST, 1).posts().getFirst().post().id();
    mycelium.olga().run("task start 1");

    Reply shown = mycelium.timeline().find(card).orElseThrow().reply();

    assertThat(((Reply.Card) shown).state()).contains("started");
  }

  @Test
  void aCardWhoseSubjectIsGoneSaysSo() {
    PostId card = add(MAIN, new Content.Live(new Subject("task", "tsk_gone")));

    assertThat(mycelium.timeline().find(card).orElseThrow().reply())
        .isEqualTo(new Reply.Text("task:tsk_gone is no more"));
  }

  @Test
  void whatIsForOnePersonAloneIsNeverSaidToARoom() {
    var secret = new Reply.Private(new Reply.Text("myc_secret"), true);

    PostId post = add(MAIN, new Content.Said(secret));

    assertThat(mycelium.timeline().find(post).orElseThrow().reply())
        .isEqualTo(new Reply.Text("(shown to one person alone)"));
    assertThat(mycelium.events("post.created").getLast().payload().toString())
        .doesNotContain("myc_secret");
  }

  @Test
  void postsOfOtherPlacesAreNotFoundHere() {
    mycelium.olga().run("room create plot --closed");
    PostId here = say("hello");
    PostId there = new PostId(Harness.field(mycelium.olga().in("plot").run("say psst"), "id"));
    PostId nowhere = new PostId("pst_nowhere");

    for (PostId foreign : List.of(there, nowhere)) {
      assertThat(mycelium.timeline().page(MAIN, new From.Before(foreign), 5)).isEmpty();
      assertThat(mycelium.timeline().page(MAIN, new From.After(foreign), 5)).isEmpty();
      assertThat(mycelium.timeline().page(MAIN, new From.Around(foreign), 5)).isEmpty();
      assertThat(mycelium.timeline().page(MAIN.in(foreign), NEWEST, 5)).isEmpty();
    }
    assertThat(mycelium.timeline().page(MAIN.in(here), new From.Before(there), 5)).isEmpty();
    assertThat(mycelium.timeline().find(nowhere)).isEmpty();
  }

  @Test
  void aRoomWhereNothingWasSaidIsAnEmptyPage() {
    Timeline.Page page = page(MAIN, NEWEST, 5);

    assertThat(page).isEqualTo(new Timeline.Page(List.of(), false, false));
  }
}
