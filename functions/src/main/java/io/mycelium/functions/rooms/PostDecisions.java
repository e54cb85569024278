package io.mycelium.functions.rooms;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.Reaction;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// What may become of a post after it was said.
final class PostDecisions {
  /// Different emoji that a post has at most.
  static final int MOST_EMOJI = 20;

  private PostDecisions() {}

  /// Other words, and whom they call by name; files stay. The same words change nothing.
  static Decision<Post> edit(
      Stored<Post> stored, String words, Collection<PeerId> calling, Caller by, Instant at) {
    Post post = stored.state();
    if (post.isRemoved()) {
      return removed();
    }
    if (!(post.content() instanceof Content.Said(Reply.Text said, var files))) {
      return refuse(
          Reply.Reason.CONFLICT, "not-words", "Only what was said in words can be changed.");
    }
    if (!post.author().equals(by.id())) {
      return refuse(
          Reply.Reason.FORBIDDEN, "not-yours", "Only whoever said it changes the words of a post.");
    }
    if (said.markdown().equals(words)) {
      return new Decision.Change<>(post, draft -> draft);
    }
    Post to = post.saying(new Content.Said(new Reply.Text(words), files), calling, at);
    return new Decision.Change<>(to, draft -> Posts.edited(draft, post, to));
  }

  /// Nothing left of it but its place.
  static Decision<Post> remove(Stored<Post> stored, Caller by, Instant at) {
    Post post = stored.state();
    if (post.isRemoved()) {
      return removed();
    }
    if (!post.author().equals(by.id()) && !by.role().atLeast(Role.OPERATOR)) {
      return refuse(
          Reply.Reason.FORBIDDEN,
          "not-yours",
          "Only whoever said it, or an operator, removes a post.");
    }
    Post to = post.removed(by.id(), at);
    return new Decision.Change<>(to, draft -> Posts.removed(draft, post, to, by.id()));
  }

  /// An emoji of somebody more. One that is there already changes nothing.
  static Decision<Post> react(Stored<Post> stored, String emoji, Reaction.By by) {
    Post post = stored.state();
    if (post.isRemoved()) {
      return removed();
    }
    if (post.reaction(emoji).isEmpty() && post.reactions().size() >= MOST_EMOJI) {
      return refuse(
          Reply.Reason.CONFLICT,
          "too-many-emoji",
          "A post has %d different emoji at most; choose one that it has.".formatted(MOST_EMOJI));
    }
    return reacted(post, post.reacted(emoji, by), emoji, by.peer(), true);
  }

  /// An emoji of somebody less. One that is not there changes nothing.
  static Decision<Post> unreact(Stored<Post> stored, String emoji, PeerId peer) {
    Post post = stored.state();
    return post.isRemoved()
        ? removed()
        : reacted(post, post.unreacted(emoji, peer), emoji, peer, false);
  }

  private static Decision<Post> reacted(Post post, Post to, String emoji, PeerId peer, boolean on) {
    return to.equals(post)
        ? new Decision.Change<>(post, draft -> draft)
        : new Decision.Change<>(to, draft -> Posts.reacted(draft, to, emoji, peer, on));
  }

  private static Decision<Post> removed() {
    return refuse(Reply.Reason.CONFLICT, "removed", "This post was removed.");
  }

  private static Decision<Post> refuse(Reply.Reason reason, String code, String sentence) {
    return new Decision.Refuse<>(Reply.Refused.because(reason, code, sentence));
  }

  /// Why a decision goes against it.
  static Optional<Reply.Refused> why(Decision<Post> decision) {
    return switch (decision) {
      case Decision.Refuse<Post>(var why) -> Optional.of(why);
      case Decision.Change<Post> _ -> Optional.empty();
    };
  }
}
