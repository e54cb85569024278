package io.mycelium.functions.chat;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.functions.Harness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Buttons on what was said once and for all, and where a press runs.
class PressTest {
  record Options(@Help("which lamp") String lamp) {}

  private final List<Invocation> switched = new ArrayList<>();

  @RegisterExtension final Harness mycelium = Harness.with(_ -> feature());

  private Harness.Feature feature() {
    var function =
        new Function(
            new FunctionName("lamp"), "Light", FunctionLimits.STANDARD, List.of(command()));
    return new Harness.Feature(List.of(function), List.of());
  }

  private Command<Options> command() {
    return Command.named("lamp", "switch")
        .summary("Switch a lamp")
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    switched.add(by);
    return new Reply.Text("switched " + options.lamp());
  }

  /// A card with a button, said in a place.
  private void say(Place place, String lamp, Command<?> command) {
    var call = new Call(command.name(), command.definition(), Json.object().put("lamp", lamp));
    var card =
        new Reply.Card(
            Optional.empty(),
            "Lamp",
            Optional.empty(),
            "",
            List.of(),
            List.of(new Action("Switch", Action.Style.PRIMARY, call)));
    new Noticeboard(mycelium.store(), mycelium.ids(), mycelium.clock()).post(place, card, lamp);
  }

  @Test
  void aPressRunsInThePlaceOfThePost() {
    var root = new PostId(Harness.field(mycelium.olga().run("say 'It is dark'"), "id"));
    Place thread = Place.of(RoomId.MAIN).in(root);
    say(thread, "attic", command());
    Seat seat = Seat.of(mycelium.olga(), mycelium);
    ViewedPost card = seat.newest(thread);

    Reply reply = seat.answer(card, seat.button(card, "Switch").token(), "p-1");

    assertThat(reply).says("switched attic");
    assertThat(switched).extracting(Invocation::place).containsExactly(thread);
    assertThat(switched.getFirst().intent().request()).isEqualTo("p-1");
  }

  @Test
  void aButtonWhoseCommandHasChangedSaysSoAndRunsNothing() {
    Command<Options> earlier =
        Command.named("lamp", "switch")
            .summary("Switch a lamp for good")
            .effect(Effect.DESTRUCTIVE)
            .handledBy(Options.class, this::handle);
    say(Place.of(RoomId.MAIN), "attic", earlier);
    Seat seat = Seat.of(mycelium.olga(), mycelium);
    ViewedPost card = seat.newest();

    assertThat(seat.why(card, "Switch")).isRefused(Reply.Reason.CONFLICT, "changed");
    assertThat(seat.answer(card, seat.button(card, "Switch").token(), "p-1"))
        .isRefused(Reply.Reason.CONFLICT, "changed");
    assertThat(switched).isEmpty();
  }

  @Test
  void whatTheStoreHeldBeforeThereWereSealsHasNoButtons() {
    String text =
        """
        {"id":"pst_old","place":{"room":"main"},"author":"peer_0system",
         "content":{"is":"said","reply":{"kind":"text","markdown":"hello"}},
         "at":"2026-03-01T10:00:00Z"}
        """;

    var old = Json.read(text, Post.class);

    assertThat(old.seal()).isEmpty();
    assertThat(old.mentions()).isEmpty();
    assertThat(old.content()).isEqualTo(new Content.Said(new Reply.Text("hello")));
  }
}
