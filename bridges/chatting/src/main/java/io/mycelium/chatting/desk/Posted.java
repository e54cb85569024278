package io.mycelium.chatting.desk;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.util.function.Predicate;

/// Tells whether a room shows what a reply says.
final class Posted {
  private static final String POST = "post";

  private Posted() {}

  /// @param shown whether the room shows a subject on a live card
  static boolean by(Reply reply, Predicate<Subject> shown) {
    return switch (reply) {
      case Reply.Accepted accepted -> shown.test(accepted.subject());
      case Reply.Card card ->
          card.subject().filter(s -> s.type().equals(POST) || shown.test(s)).isPresent();
      case Reply.Text _,
          Reply.Table _,
          Reply.Form _,
          Reply.File _,
          Reply.Refused _,
          Reply.Private _ ->
          false;
    };
  }
}
