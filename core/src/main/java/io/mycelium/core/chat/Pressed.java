package io.mycelium.core.chat;

import io.mycelium.core.id.PostId;
import io.mycelium.core.reply.Reply;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A press as a surface took it in: nothing of it has been checked.
///
/// @param id the request id
/// @param confirmation the token of an earlier refusal with code `confirm`
public record Pressed(
    PostId post,
    String token,
    String id,
    Optional<String> confirmation,
    ZoneId zone,
    Locale locale) {
  /// What came of it.
  public sealed interface Outcome {
    /// The reply of the button's call; a refusal also where the post is not for the caller.
    record Answered(Reply reply) implements Outcome {}

    /// The post has no such button, or no longer. Nothing was done.
    ///
    /// @param now the post as it is
    record Stale(Reply.Refused why, ViewedPost now) implements Outcome {}
  }
}
