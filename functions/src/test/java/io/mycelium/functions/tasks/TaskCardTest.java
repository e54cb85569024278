package io.mycelium.functions.tasks;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.chat.Pressed;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import io.mycelium.functions.chat.Seat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The card of a task in the room.
class TaskCardTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @Test
  void aNewTaskIsShownInItsRoomAsALiveCard() {
    String id = Harness.field(mycelium.olga().run("task create Fix"), "id");

    EventRecord post = mycelium.events("post.created").getFirst();
    assertThat(post.room()).contains(RoomId.MAIN);
    assertThat(post.payload().at("/content/is").asText()).isEqualTo("live");
    assertThat(post.payload().at("/content/subject/id").asText()).isEqualTo(id);
    assertThat(mycelium.events("task.created").getFirst().payload().path("post").asText())
        .isEqualTo(post.subject().id());
  }

  @Test
  void theCardIsDrawnAsTheTaskIsNow() {
    mycelium.olga().run("task create Fix");
    mycelium.olga().run("task start 1");

    Reply read = mycelium.olga().run("room read");

    assertThat(read).isTable(1).says("#1 Fix [started]");
    assertThat(mycelium.events("task.started").getFirst().subject())
        .as("whose events tell to draw the card again")
        .isEqualTo(
            new Subject(
                "task",
                mycelium
                    .events("post.created")
                    .getFirst()
                    .payload()
                    .at("/content/subject/id")
                    .asText()));
  }

  @Test
  void theTalkAboutATaskHangsOnItsCard() {
    mycelium.olga().run("task create Fix");

    Reply said = mycelium.olga().run("say 'on it' --thread #1");

    String card = mycelium.events("post.created").getFirst().subject().id();
    assertThat(said).hasField("thread", card);
    assertThat(mycelium.olga().run("room read --thread #1")).isTable(2).says("on it");
    assertThat(mycelium.olga().run("room read")).isTable(1);
  }

  @Test
  void itsButtonsFollowTheTask() {
    mycelium.olga().run("task create Fix");
    Seat olgas = Seat.of(mycelium.olga(), mycelium);
    ViewedPost card = olgas.newest();
    String start = olgas.button(card, "Start").token();

    Reply started = olgas.answer(card, start, "p-1");

    assertThat(started).hasState("started").hasField("owner", "olga");
    assertThat(Seat.labels(olgas.look(card))).containsExactly("Finish");
    assertThat(olgas.press(card, start)).isInstanceOf(Pressed.Outcome.Stale.class);
    Seat viewers = Seat.of(mycelium.join("Vera", Role.VIEWER), mycelium);
    assertThat(viewers.why(card, "Finish")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  @Test
  void aRepeatShowsNoSecondCard() {
    mycelium.olga().naming("once").run("task create Fix");
    mycelium.olga().naming("once").run("task create Fix");

    assertThat(mycelium.olga().run("room read")).isTable(1);
    assertThat(mycelium.events("post.created"))
        .extracting(EventRecord::room)
        .containsExactly(Optional.of(RoomId.MAIN));
  }
}
