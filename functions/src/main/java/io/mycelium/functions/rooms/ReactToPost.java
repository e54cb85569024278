package io.mycelium.functions.rooms;

import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.EmojiNames;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Reaction;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Stored;
import java.util.Optional;

/// `post react`: answer a post with an emoji, or no longer.
final class ReactToPost {
  record Options(
      @Positional @Help("the post") Reference post,
      @Positional @Help("an emoji, or its name such as :tada:") @Bounds(min = 1, max = 102)
          String emoji,
      @Help("take it back") boolean off) {}

  private final PostChanges changes;
  private final EmojiNames emojis;

  ReactToPost(PostChanges changes, EmojiNames emojis) {
    this.changes = changes;
    this.emojis = emojis;
  }

  Command<Options> command() {
    return Command.named("post", "react")
        .summary("Answer a post with an emoji")
        .examples(
            "give that post a thumbs up",
            "react with :tada:",
            "put a heart on this message",
            "take my thumbs up back from that post",
            "post react pst_01k2 :eyes:")
        .permission(Permission.ROOMS_SAY)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle)
        .checked(Options.class, this::check);
  }

  private Optional<Reply.Refused> check(Options options, Invocation by) {
    Optional<String> emoji = emojis.read(options.emoji().strip());
    return emoji.isEmpty()
        ? Optional.of(unknown(options.emoji()))
        : changes.refusal(options.post(), by, post -> decide(post, emoji.get(), options, by));
  }

  private Reply handle(Options options, Invocation by) {
    return emojis
        .read(options.emoji().strip())
        .map(emoji -> changes.to(options.post(), by, post -> decide(post, emoji, options, by)))
        .orElseGet(() -> unknown(options.emoji()));
  }

  private static Decision<Post> decide(
      Stored<Post> post, String emoji, Options options, Invocation by) {
    var peer = by.caller().id();
    return options.off()
        ? PostDecisions.unreact(post, emoji, peer)
        : PostDecisions.react(
            post, emoji, new Reaction.By(peer, by.said().map(MessageRef::channel)));
  }

  private static Reply.Refused unknown(String written) {
    return Reply.Refused.because(
        Reply.Reason.INVALID,
        "unknown-emoji",
        "'%s' is no emoji; write one such as \uD83D\uDC4D, or a name such as :tada:."
            .formatted(written));
  }
}
