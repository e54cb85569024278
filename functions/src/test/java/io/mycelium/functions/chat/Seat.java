package io.mycelium.functions.chat;

import io.mycelium.core.chat.Button;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.Pressed;
import io.mycelium.core.chat.ViewedPage;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Timeline;
import io.mycelium.functions.Harness;
import io.mycelium.functions.TestGateway;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Somebody before a chat: sees posts and presses buttons.
public final class Seat {
  private final Chat chat;
  private final Caller caller;

  private Seat(Chat chat, Caller caller) {
    this.chat = chat;
    this.caller = caller;
  }

  public static Seat of(TestGateway.User user, TestGateway gateway) {
    return new Seat(gateway.chat(), gateway.caller(user));
  }

  public static Seat of(Harness.User user, Harness mycelium) {
    return of(user, mycelium, mycelium.pipeline());
  }

  public static Seat of(Harness.User user, Harness mycelium, Pipeline pipeline) {
    var chat =
        new Chat(
            new Chat.Parts(
                pipeline, mycelium.parts().catalogue(), mycelium.timeline(), mycelium.events()));
    return new Seat(chat, mycelium.parts().identify().still(user.secret()).orElseThrow());
  }

  public Chat.Answer<ViewedPage> page(String room) {
    return page(Place.of(new RoomId(room)));
  }

  private Chat.Answer<ViewedPage> page(Place place) {
    return chat.page(caller, place, new Timeline.From.Newest(), 50);
  }

  /// The newest post of the room main that hangs on no thread.
  public ViewedPost newest() {
    return newest(Place.of(RoomId.MAIN));
  }

  public ViewedPost newest(Place place) {
    return ((Chat.Answer.Given<ViewedPage>) page(place)).value().posts().getLast();
  }

  public Chat.Answer<ViewedPost> post(PostId id) {
    return chat.post(caller, id);
  }

  /// The post as this viewer sees it now.
  public ViewedPost look(ViewedPost post) {
    return ((Chat.Answer.Given<ViewedPost>) post(post.shown().post().id())).value();
  }

  /// The button with that label on the post, as this viewer sees it now.
  public Button button(ViewedPost post, String label) {
    return look(post).buttons().stream()
        .filter(button -> button.action().label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + label + " on " + look(post)));
  }

  /// Why the button would not work for this viewer.
  public Reply.Refused why(ViewedPost post, String label) {
    Button button = button(post, label);
    return button.why().orElseThrow(() -> new AssertionError("allowed: " + button));
  }

  public Pressed.Outcome press(
      ViewedPost post, String token, String request, Optional<String> confirm) {
    return chat.press(
        caller,
        new Pressed(
            post.shown().post().id(), token, request, confirm, ZoneOffset.UTC, Locale.ROOT));
  }

  public Pressed.Outcome press(ViewedPost post, String token) {
    return press(post, token, UUID.randomUUID().toString(), Optional.empty());
  }

  /// Presses and expects an answer.
  public Reply answer(ViewedPost post, String token, String request) {
    return answer(press(post, token, request, Optional.empty()));
  }

  public static Reply answer(Pressed.Outcome outcome) {
    return switch (outcome) {
      case Pressed.Outcome.Answered(var reply) -> reply;
      case Pressed.Outcome.Stale stale -> throw new AssertionError("stale: " + stale);
    };
  }

  public static List<String> labels(ViewedPost post) {
    return post.buttons().stream().map(button -> button.action().label()).toList();
  }
}
