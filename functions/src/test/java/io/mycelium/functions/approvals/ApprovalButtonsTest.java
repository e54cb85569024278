package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.chat.Button;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.Pressed;
import io.mycelium.core.chat.ViewedPage;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.Seal;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.functions.Harness;
import io.mycelium.functions.chat.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of a press of a button of an approval's card.
class ApprovalButtonsTest {
  @RegisterExtension
  @Order(2)
  final Yard yard = new Yard();

  @RegisterExtension
  @Order(1)
  final Harness mycelium = yard.harness();

  private Harness.User ada;
  private Seat adas;
  private Seat bobs;

  @BeforeEach
  void join() {
    ada = mycelium.join("Ada", Role.MEMBER);
    adas = Seat.of(ada, mycelium);
    bobs = Seat.of(mycelium.join("Bob", Role.MEMBER), mycelium);
  }

  /// What Ada asks for, as a card in the room.
  private ViewedPost asked() {
    ada.run("dig pond");
    return adas.newest();
  }

  private ApprovalState state(ViewedPost card) {
    return ApprovalState.valueOf(word(card).toUpperCase(Locale.ROOT));
  }

  private String word(ViewedPost card) {
    return ((Reply.Card) mycelium.timeline().find(card.shown().post().id()).orElseThrow().reply())
        .state()
        .orElseThrow();
  }

  @Test
  void aPressRunsTheCallAsTheOneWhoPressed() {
    ViewedPost card = asked();

    Reply granted = bobs.answer(card, bobs.button(card, "Grant").token(), "p-1");

    assertThat(granted).hasState("granted").hasField("agreed", "1 of 1: Bob");
    assertThat(mycelium.events("approval.granted"))
        .singleElement()
        .satisfies(event -> {
          assertThat(mycelium.peers().name(event.actor())).isEqualTo("Bob");
          assertThat(event.request()).isEqualTo("p-1");
        });
    assertThat(bobs.look(card).buttons()).isEmpty();
  }

  @Test
  void aPressThatIsNotAllowedIsRefusedLikeTheCommand() {
    ViewedPost card = asked();

    Reply refused = adas.answer(card, adas.button(card, "Grant").token(), "p-1");

    assertThat(refused).isRefused(Reply.Reason.FORBIDDEN, "own-request");
    assertThat(state(card)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aStaleButtonAnswersWithTheCardAsItIs() {
    ViewedPost card = asked();
    String grant = bobs.button(card, "Grant").token();
    mycelium.olga().run("approval deny 1 'not today'");

    Pressed.Outcome outcome = bobs.press(card, grant);

    assertThat(outcome).isInstanceOf(Pressed.Outcome.Stale.class);
    var stale = (Pressed.Outcome.Stale) outcome;
    assertThat(stale.why()).isRefused(Reply.Reason.CONFLICT, "stale-button");
    assertThat(stale.why().message()).endsWith("now: denied, decided by olga.");
    assertThat(stale.now().shown().reply()).hasState("denied").hasField("reason", "not today");
    assertThat(stale.now().buttons()).isEmpty();
    assertThat(mycelium.audit().before("+", 10))
        .extracting(kept -> kept.entry().outcome())
        .contains("refused:stale-button");
  }

  @Test
  void aForeignOrForgedTokenRunsNothing() {
    ViewedPost first = asked();
    ada.run("dig well");
    ViewedPost second = adas.newest();
    String foreign = bobs.button(first, "Grant").token();
    String own = bobs.button(second, "Grant").token();
    String flipped = (own.charAt(0) == 'A' ? 'B' : 'A') + own.substring(1);

    for (String token :
        List.of(foreign, flipped, own.substring(1), own + "A", "", "Grant", "x".repeat(5_000))) {
      assertThat(bobs.press(second, token)).isInstanceOf(Pressed.Outcome.Stale.class);
    }

    assertThat(state(first)).isEqualTo(ApprovalState.PENDING);
    assertThat(state(second)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void aTokenIsTheSameForEverybodyAndDiffersByPostAndAction() {
    ViewedPost first = asked();
    ada.run("dig well");
    ViewedPost second = adas.newest();

    String token = bobs.button(first, "Grant").token();

    assertThat(token).matches("[A-Za-z0-9_-]{22}");
    assertThat(adas.button(first, "Grant").token()).isEqualTo(token);
    assertThat(bobs.button(first, "Deny").token()).isNotEqualTo(token);
    assertThat(bobs.button(second, "Grant").token()).isNotEqualTo(token);
  }

  @Test
  void aTokenFitsNoOtherPostThatShowsTheSame() {
    ViewedPost card = asked();
    var live = card.shown().post().content();
    mycelium.clock().advance(Duration.ofMillis(1));
    PostId copy = mycelium.ids().post();
    var post =
        Post.of(
            copy,
            card.shown().post().place(),
            Peer.SYSTEM,
            live,
            mycelium.clock().instant(),
            mycelium.ids().seal());
    var draft = Commit.of(Intent.system("copy", post.at()), Outcome.of(new Reply.Text("copied")));
    mycelium.store().commit(Posts.add(draft, post).done());

    Pressed.Outcome outcome = bobs.press(bobs.newest(), bobs.button(card, "Grant").token());

    assertThat(bobs.newest().shown().post().id()).isEqualTo(copy);
    assertThat(outcome).isInstanceOf(Pressed.Outcome.Stale.class);
    assertThat(state(card)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void ofTwoWhoPressAtOnceOneDecides() throws Exception {
    ViewedPost card = asked();
    String grant = bobs.button(card, "Grant").token();
    Seat olgas = Seat.of(mycelium.olga(), mycelium);

    List<Pressed.Outcome> outcomes =
        atOnce(List.of(() -> bobs.press(card, grant), () -> olgas.press(card, grant)));

    assertThat(mycelium.events("approval.granted")).hasSize(1);
    assertThat(outcomes.stream().filter(ApprovalButtonsTest::decided)).hasSize(1);
    assertThat(outcomes.stream().filter(outcome -> !decided(outcome)))
        .singleElement()
        .satisfies(late -> assertThat(code(late)).isIn("already-decided", "stale-button"));
  }

  private static boolean decided(Pressed.Outcome outcome) {
    return outcome instanceof Pressed.Outcome.Answered(Reply.Card _);
  }

  private static String code(Pressed.Outcome outcome) {
    return switch (outcome) {
      case Pressed.Outcome.Stale(var why, _) -> why.code();
      case Pressed.Outcome.Answered(Reply.Refused refused) -> refused.code();
      case Pressed.Outcome.Answered(var reply) -> throw new AssertionError(reply);
    };
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    List<T> done = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> each : threads.invokeAll(tasks)) {
        done.add(each.get());
      }
    }
    return done;
  }

  @Test
  void thePressThatIsSentAgainIsAnsweredWithWhatCameOfIt() {
    ViewedPost card = asked();
    String grant = bobs.button(card, "Grant").token();
    Reply first = bobs.answer(card, grant, "p-1");

    Reply again = bobs.answer(card, grant, "p-1");

    assertThat(again).isEqualTo(first);
    assertThat(mycelium.events("approval.granted")).hasSize(1);
    assertThat(bobs.press(card, grant)).isInstanceOf(Pressed.Outcome.Stale.class);
  }

  @Test
  void thePressThatIsSentTwiceAtOnceCountsOnceAndIsAnsweredTwice() throws Exception {
    ViewedPost card = asked();
    String grant = bobs.button(card, "Grant").token();

    List<Reply> replies =
        atOnce(
            List.of(() -> bobs.answer(card, grant, "p-1"), () -> bobs.answer(card, grant, "p-1")));

    assertThat(replies).allSatisfy(reply -> assertThat(reply).hasState("granted"));
    assertThat(mycelium.events("approval.granted")).hasSize(1);
  }

  @Test
  void anotherButtonUnderTheSameRequestIdIsRefused() {
    ViewedPost card = asked();
    String grant = bobs.button(card, "Grant").token();
    bobs.answer(card, grant, "p-1");
    ada.run("dig well");
    ViewedPost second = adas.newest();

    Reply reused = bobs.answer(second, bobs.button(second, "Grant").token(), "p-1");

    assertThat(reused).isRefused(Reply.Reason.REUSED, "request-id-reused");
    assertThat(state(second)).isEqualTo(ApprovalState.PENDING);
    assertThat(bobs.answer(card, grant, "not one"))
        .isRefused(Reply.Reason.INVALID, "bad-request-id");
  }

  @Test
  void aPressAfterTheExpiryDecidesNothing() {
    ViewedPost card = asked();
    String grant = bobs.button(card, "Grant").token();
    mycelium.clock().advance(Duration.ofHours(25));

    assertThat(bobs.answer(card, grant, "p-1")).isRefused(Reply.Reason.CONFLICT, "expired");
    assertThat(bobs.why(card, "Grant")).isRefused(Reply.Reason.CONFLICT, "expired");

    yard.works();
    await().until(() -> word(card).equals("expired"));
    assertThat(bobs.press(card, grant)).isInstanceOf(Pressed.Outcome.Stale.class);
    assertThat(mycelium.events("approval.granted")).isEmpty();
  }

  @Test
  void aButtonThatLeavesAnOptionOpenAsksForIt() {
    ViewedPost card = asked();
    Button deny = bobs.button(card, "Deny");

    Reply form = bobs.answer(card, deny.token(), "p-1");

    assertThat(deny.asks()).containsExactly("reason");
    assertThat(form)
        .isInstanceOfSatisfying(
            Reply.Form.class,
            asked -> {
              assertThat(asked.submit().spoken()).isEqualTo("approval deny");
              assertThat(asked.prefill().toString()).isEqualTo("{\"approval\":\"1\"}");
            });
    assertThat(state(card)).isEqualTo(ApprovalState.PENDING);
    Seat viewers = Seat.of(mycelium.join("Vera", Role.VIEWER), mycelium);
    assertThat(viewers.answer(card, deny.token(), "p-2"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aPressOfWhatCannotBeUndoneIsConfirmedUnderItsRequestId() {
    mycelium.olga().run("role set ada viewer");
    mycelium.olga().run("role set bob viewer");
    mycelium.olga().run("dig pond");
    Seat olgas = Seat.of(mycelium.olga(), mycelium);
    ViewedPost card = olgas.newest();
    String alone = olgas.button(card, "Grant alone").token();

    Reply unconfirmed = olgas.answer(card, alone, "p-1");
    Optional<String> token = ((Reply.Refused) unconfirmed).confirm();
    Reply granted = Seat.answer(olgas.press(card, alone, "p-1", token));

    assertThat(unconfirmed).isRefused(Reply.Reason.UNCONFIRMED, "confirm");
    assertThat(granted).hasState("granted");
  }

  @Test
  void aClosedRoomsPostsAreUnknownToThoseOutside() {
    ada.run("room create plot --closed");
    ada.in("plot").run("dig pond");
    ViewedPost card = ((Chat.Answer.Given<ViewedPage>) adas.page("plot")).value().posts().getLast();
    String token = card.buttons().getFirst().token();

    assertThat(bobs.post(card.shown().post().id())).isInstanceOf(Chat.Answer.Refused.class);
    assertThat(bobs.page("plot")).isInstanceOf(Chat.Answer.Refused.class);
    assertThat(bobs.answer(card, token, "p-1")).isRefused(Reply.Reason.NOT_FOUND, "unknown-post");
  }

  @Test
  void aSealLeavesTheStoreForNothing() {
    ViewedPost card = asked();
    Seal seal = card.shown().post().seal().orElseThrow();

    assertThat(mycelium.events("post.created"))
        .isNotEmpty()
        .noneSatisfy(event -> assertThat(event.payload().toString()).contains(seal.value()))
        .allSatisfy(event -> assertThat(event.payload().has("seal")).isFalse());
    assertThat(card.toString()).doesNotContain(seal.value());
  }
}
