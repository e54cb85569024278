package io.mycelium.functions.rooms;

import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Draws posts.
final class PostView implements SubjectView {
  private final RoomPosts posts;
  private final Peers peers;
  private final PostText text;

  PostView(RoomPosts posts, Peers peers, PostText text) {
    this.posts = posts;
    this.peers = peers;
    this.text = text;
  }

  @Override
  public String type() {
    return Posts.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String id) {
    return posts.find(id).map(this::card);
  }

  Reply.Card card(Post post) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("room", "Room", post.place().room().value()));
    post.place()
        .thread()
        .ifPresent(thread -> fields.add(new Field("thread", "Thread", thread.value())));
    fields.add(new Field("at", "Time", Times.of(post.at())));
    post.edited().ifPresent(edited -> fields.add(new Field("edited", "Edited", Times.of(edited))));
    if (!post.reactions().isEmpty()) {
      fields.add(new Field("reactions", "Reactions", reactions(post)));
    }
    fields.add(new Field("id", "Id", post.id().value()));
    return new Reply.Card(
        Optional.of(Subject.of(type(), post.id())),
        peers.name(post.author()),
        post.isRemoved() ? Optional.of("removed") : Optional.empty(),
        text.of(post.content()),
        fields,
        List.of());
  }

  private String reactions(Post post) {
    return post.reactions().stream()
        .map(reaction -> "%s %s".formatted(reaction.emoji(), names(reaction)))
        .collect(Collectors.joining(" · "));
  }

  private String names(Reaction reaction) {
    return reaction.by().stream()
        .map(by -> peers.name(by.peer()))
        .collect(Collectors.joining(", "));
  }
}
