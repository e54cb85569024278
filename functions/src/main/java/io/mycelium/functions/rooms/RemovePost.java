package io.mycelium.functions.rooms;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// `post remove`: take back what was said; one's own, or as an operator anybody's. What hangs on
/// the post stays, and so does the card's thing where it was a card.
final class RemovePost {
  record Options(@Positional @Help("the post") Reference post) {}

  private final PostChanges changes;

  RemovePost(PostChanges changes) {
    this.changes = changes;
  }

  Command<Options> command() {
    return Command.named("post", "remove")
        .summary("Take a post away, with its files; its thread stays")
        .examples(
            "delete my last message",
            "take back what I said",
            "remove that post from the room",
            "erase this message",
            "withdraw my latest post",
            "post remove pst_01k2")
        .permission(Permission.ROOMS_SAY)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::handle)
        .checked(Options.class, this::check);
  }

  private Optional<Reply.Refused> check(Options options, Invocation by) {
    return changes.refusal(
        options.post(), by, post -> PostDecisions.remove(post, by.caller(), by.at()));
  }

  private Reply handle(Options options, Invocation by) {
    return changes.to(options.post(), by, post -> PostDecisions.remove(post, by.caller(), by.at()));
  }
}
