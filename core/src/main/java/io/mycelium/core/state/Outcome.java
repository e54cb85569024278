package io.mycelium.core.state;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.util.Optional;

/// What came of a request, kept for its repeats. With a subject the repeat is answered by the
/// subject's card as it is then; without, by the reply. Secrets are never part of it.
///
/// @param pends whether the request was only taken on and its end comes later, so that the card is
///   drawn as [Reply.Accepted]
public record Outcome(Optional<Subject> subject, Optional<Reply> reply, boolean pends) {
  public static Outcome of(Subject subject) {
    return new Outcome(Optional.of(subject), Optional.empty(), false);
  }

  public static Outcome of(Reply reply) {
    return new Outcome(Optional.empty(), Optional.of(reply), false);
  }

  /// The request was taken on; the subject tells of its end.
  public static Outcome pending(Subject subject) {
    return new Outcome(Optional.of(subject), Optional.empty(), true);
  }
}
