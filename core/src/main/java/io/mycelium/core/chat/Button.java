package io.mycelium.core.chat;

import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;

/// An action of a post, as one viewer sees it.
///
/// @param token stands for the action of this post; it tells nothing and opens nothing by itself
/// @param asks the options that whoever presses it is asked for
/// @param why it would be refused to this viewer as things stand
public record Button(Action action, String token, List<String> asks, Optional<Reply.Refused> why) {
  public Button {
    asks = List.copyOf(asks);
  }
}
