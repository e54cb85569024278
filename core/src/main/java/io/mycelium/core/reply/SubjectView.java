package io.mycelium.core.reply;

import io.mycelium.core.peer.Caller;
import java.util.Optional;

/// Draws the present state of one type of subject: a pure view, the same for everybody who may know
/// of the subject.
public interface SubjectView {
  /// The [Subject#type] that it draws.
  String type();

  /// The card, or nothing when the subject is no more.
  Optional<Reply.Card> draw(String id);

  /// The state that the card shows; nothing also when it shows none. Cheaper than the card where
  /// the view can tell it without drawing.
  default Optional<String> state(String id) {
    return draw(id).flatMap(Reply.Card::state);
  }

  /// The card for somebody who asks for it; nothing also when they may not know of the subject.
  default Optional<Reply.Card> drawFor(Caller viewer, String id) {
    return draw(id);
  }

  /// The card as a post shows it that has a thread: what the thread says anyway is left out.
  /// Nothing when the subject is no more.
  default Optional<Reply.Card> drawPosted(String id) {
    return draw(id);
  }
}
