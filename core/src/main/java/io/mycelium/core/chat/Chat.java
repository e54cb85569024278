package io.mycelium.core.chat;

import io.mycelium.core.command.Call;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.Press;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Seal;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.EventLog;
import java.util.List;
import java.util.Optional;

/// Rooms as a person sees them: pages of posts with what this viewer may do to each, and presses of
/// their buttons. Blocks; call it on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached,
/// but for the call of a pressed button, which then says so in its reply.
public final class Chat {
  /// What it works with.
  public record Parts(
      Pipeline pipeline, Catalogue.Source catalogue, Timeline timeline, EventLog log) {}

  /// The field of a card that names who decided.
  private static final String DECIDED_BY = "decided-by";

  private final Parts parts;

  public Chat(Parts parts) {
    this.parts = parts;
  }

  /// What a viewer gets.
  public sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Refused<T>(Reply.Refused why) implements Answer<T> {}
  }

  /// A page of a room or a thread; see [Timeline#page].
  ///
  /// @param caller identified by the surface, as in all methods here
  public Answer<ViewedPage> page(Caller caller, Place place, Timeline.From from, int max) {
    Optional<Reply.Refused> refused = parts.pipeline().reading(caller, place.room());
    if (refused.isPresent()) {
      return new Answer.Refused<>(refused.get());
    }
    // Read before the page: what happens while it is read is in both, and in neither is nothing.
    String reached = parts.log().last();
    return parts
        .timeline()
        .page(place, from, max)
        .<Answer<ViewedPage>>map(page ->
            new Answer.Given<>(
                new ViewedPage(
                    page.posts().stream().map(shown -> viewed(shown, caller)).toList(),
                    page.older(),
                    page.newer(),
                    reached)))
        .orElseGet(() -> new Answer.Refused<>(unknown()));
  }

  /// One post as it is now.
  public Answer<ViewedPost> post(Caller caller, PostId id) {
    return find(id, caller)
        .<Answer<ViewedPost>>map(shown -> new Answer.Given<>(viewed(shown, caller)))
        .orElseGet(() -> new Answer.Refused<>(unknown()));
  }

  /// What a post offers to anybody, whoever may: for a copy that all see alike.
  public List<Button> offers(ShownPost shown) {
    return actions(shown).stream()
        .map(action ->
            new Button(action, token(shown, action), open(action.call()), Optional.empty()))
        .toList();
  }

  /// The call of a button, if it is on the post as it is now.
  public Optional<Call> offered(Caller caller, PostId post, String token) {
    return find(post, caller).flatMap(shown -> call(shown, token));
  }

  private static Optional<Call> call(ShownPost shown, String token) {
    return actions(shown).stream()
        .filter(action -> Tokens.same(token(shown, action), token))
        .map(Action::call)
        .findFirst();
  }

  /// Runs the call of a button as the one who pressed it. The button is looked for on the post as
  /// it is now: one that has gone, that belongs to another post or that never was runs nothing.
  public Pressed.Outcome press(Caller caller, Pressed pressed) {
    return find(pressed.post(), caller)
        .map(shown -> press(shown, caller, pressed))
        .orElseGet(() -> new Pressed.Outcome.Answered(unknown()));
  }

  private Pressed.Outcome press(ShownPost shown, Caller caller, Pressed pressed) {
    Optional<Call> call = call(shown, pressed.token());
    var press =
        new Press(
            caller,
            pressed.post(),
            shown.post().place(),
            pressed.token(),
            pressed.id(),
            pressed.confirmation(),
            pressed.zone(),
            pressed.locale());
    return parts
        .pipeline()
        .press(press, call)
        .<Pressed.Outcome>map(Pressed.Outcome.Answered::new)
        .orElseGet(() -> stale(shown, caller));
  }

  private Pressed.Outcome stale(ShownPost shown, Caller caller) {
    return new Pressed.Outcome.Stale(
        Reply.Refused.because(
            Reply.Reason.CONFLICT,
            "stale-button",
            "This button is not there any more; the card shows how things are now%s."
                .formatted(now(shown))),
        viewed(shown, caller));
  }

  /// In words, for who clicked a moment after somebody else.
  private static String now(ShownPost shown) {
    if (!(shown.reply() instanceof Reply.Card card)) {
      return "";
    }
    String by =
        card.fields().stream()
            .filter(field -> field.key().equals(DECIDED_BY))
            .map(field -> ", decided by " + field.value())
            .findFirst()
            .orElse("");
    return card.state().map(state -> ": " + state + by).orElse("");
  }

  /// The post, if the caller may see it.
  private Optional<ShownPost> find(PostId id, Caller caller) {
    return parts
        .timeline()
        .find(id)
        .filter(shown -> parts.pipeline().reading(caller, shown.post().place().room()).isEmpty());
  }

  private ViewedPost viewed(ShownPost shown, Caller caller) {
    List<Button> buttons =
        actions(shown).stream().map(action -> button(shown, action, caller)).toList();
    return new ViewedPost(shown, buttons);
  }

  private Button button(ShownPost shown, Action action, Caller caller) {
    return new Button(
        action,
        token(shown, action),
        open(action.call()),
        parts.pipeline().preview(caller, action.call(), shown.post().place()));
  }

  private List<String> open(Call call) {
    return parts
        .catalogue()
        .current()
        .find(call.command().dashed())
        .map(entry -> entry.command().open(call.options()))
        .orElse(List.of());
  }

  /// A post without a seal has no buttons.
  private static List<Action> actions(ShownPost shown) {
    return shown.post().seal().isEmpty() ? List.of() : Action.offeredBy(shown.reply());
  }

  private static String token(ShownPost shown, Action action) {
    Seal seal = shown.post().seal().orElseThrow();
    return Tokens.of(seal, action);
  }

  /// What is said of a post that is not there, and of one that is not for the caller: the same.
  public static Reply.Refused unknown() {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND, "unknown-post", "There is no such post here for you.");
  }
}
