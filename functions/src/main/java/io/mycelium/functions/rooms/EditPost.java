package io.mycelium.functions.rooms;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Post;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.peers.Mentions;
import java.util.Optional;
import java.util.Set;

/// `post edit`: say something one has said in other words.
final class EditPost {
  record Options(
      @Positional @Help("the post") Reference post,
      @Positional @Help("what it says now, in Markdown") @Bounds(min = 1, max = 4_000)
          String text) {}

  /// What tells whether it can be changed.
  record Which(@Help("the post") Reference post) {}

  private final PostChanges changes;
  private final Mentions mentions;

  EditPost(PostChanges changes, Mentions mentions) {
    this.changes = changes;
    this.mentions = mentions;
  }

  Command<Options> command() {
    return Command.named("post", "edit")
        .summary("Change the words of a post of yours")
        .examples(
            "change what I said to 'the release is at noon'",
            "correct my post: it is Tuesday",
            "rewrite my last message",
            "fix a typo in my post",
            "post edit pst_01k2 'the release is at noon'")
        .permission(Permission.ROOMS_SAY)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle)
        .checked(Which.class, this::check);
  }

  private Optional<Reply.Refused> check(Which which, Invocation by) {
    return changes.refusal(
        which.post(), by, post -> PostDecisions.edit(post, "", Set.of(), by.caller(), by.at()));
  }

  private Reply handle(Options options, Invocation by) {
    return changes.to(options.post(), by, post -> edit(post, options.text(), by));
  }

  private Decision<Post> edit(Stored<Post> post, String text, Invocation by) {
    return PostDecisions.edit(post, text, mentions.in(text), by.caller(), by.at());
  }
}
