package io.mycelium.functions.approvals;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.Harness;
import io.mycelium.functions.chat.Seat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The buttons of an approval's card as each viewer sees them.
class ApprovalOverlayTest {
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

  @Test
  void eachViewerSeesWhatTheyMayDoAndWhyNot() {
    ViewedPost card = asked();
    Seat viewers = Seat.of(mycelium.join("Vera", Role.VIEWER), mycelium);

    assertThat(bobs.button(card, "Grant").why()).isEmpty();
    assertThat(bobs.button(card, "Deny").why()).isEmpty();
    assertThat(adas.why(card, "Grant"))
        .isRefused(Reply.Reason.FORBIDDEN, "own-request")
        .says("You asked for #1 yourself; somebody else decides.");
    assertThat(adas.button(card, "Deny").why()).isEmpty();
    assertThat(viewers.why(card, "Grant")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void whoHasAgreedSeesThatTheyDid() {
    ada.run("fell oak");
    ViewedPost card = adas.newest();
    bobs.press(card, bobs.button(card, "Grant").token());

    assertThat(bobs.why(card, "Grant")).isRefused(Reply.Reason.CONFLICT, "already-agreed");
  }

  @Test
  void aWayForTheLonelyIsOfferedOnlyToThem() {
    mycelium.olga().run("dig pond");
    Seat olgas = Seat.of(mycelium.olga(), mycelium);
    assertThat(Seat.labels(olgas.newest())).containsExactly("Grant", "Deny");

    mycelium.olga().run("role set ada viewer");
    mycelium.olga().run("role set bob viewer");

    ViewedPost card = olgas.newest();
    assertThat(Seat.labels(card)).containsExactly("Grant", "Grant alone", "Deny");
    assertThat(olgas.button(card, "Grant alone").why()).isEmpty();
    assertThat(olgas.why(card, "Grant")).says("Nobody else");
    assertThat(bobs.why(card, "Grant alone")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aStoppedFunctionsButtonsSayThatItIsStopped() {
    ViewedPost card = asked();
    Switches stopped =
        new Switches() {
          @Override
          public Optional<Stop> heard(FunctionName function) {
            return Optional.of(new Stop("olga", mycelium.clock().instant()));
          }

          @Override
          public Optional<Stop> now(FunctionName function) {
            throw new AssertionError("what was heard is enough for a look");
          }
        };

    Seat seat = Seat.of(mycelium.olga(), mycelium, with(stopped));

    assertThat(seat.why(card, "Grant"))
        .isRefused(Reply.Reason.UNAVAILABLE, "function-stopped")
        .says("The function 'approval' was stopped by olga");
  }

  private Pipeline with(Switches switches) {
    Pipeline.Parts parts = mycelium.parts();
    return new Pipeline(
        new Pipeline.Parts(
            parts.identify(),
            parts.catalogue(),
            switches,
            parts.rooms(),
            parts.store(),
            parts.attachments(),
            parts.views(),
            parts.confirmations(),
            parts.approvals(),
            parts.host(),
            parts.audit(),
            parts.clock()));
  }

  @Test
  void lookingChangesNothing() {
    ViewedPost card = asked();
    String before = mycelium.events().last();

    bobs.look(card);

    assertThat(mycelium.events().last()).isEqualTo(before);
    assertThat(bobs.look(card)).isEqualTo(bobs.look(card));
  }
}
