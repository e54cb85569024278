package io.mycelium.functions.channels;

import io.mycelium.core.channel.Account;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.channel.Outgoing;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Reaction;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a channel show what it is owed: each post as it is now, oldest first. A message that may
/// have been posted is looked for before it is posted again.
final class Deliver implements OutboxHandler {
  /// How many posts are looked at at once.
  private static final int MOST = 50;

  /// How often more is looked for before the row is given back.
  private static final int ROUNDS = 20;

  /// Another gateway may be the one that reaches the channel.
  private static final Duration ELSEWHERE = Duration.ofMillis(500);

  /// Nothing reaches it as long as no gateway has a bridge.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// What it works with.
  ///
  /// @param offers the buttons of a post that anybody is offered
  record Parts(
      ChannelDirectory channels,
      Copies copies,
      Platforms platforms,
      Timeline timeline,
      ChannelsModule.Offers offers,
      Accounts accounts,
      Peers peers,
      InstantSource clock) {}

  private final Parts has;

  Deliver(Parts parts) {
    this.has = parts;
  }

  @Override
  public String kind() {
    return Copies.ROW;
  }

  @Override
  public Settled handle(OutboxRow row) {
    ChannelRef channel = ChannelRef.of(row.payload().path("channel").asText());
    for (int round = 0; round < ROUNDS; round++) {
      List<PostId> owed = has.copies().owed(channel, MOST);
      if (owed.isEmpty()) {
        return new Settled.Done();
      }
      // More may be owed meanwhile.
      Optional<Settled> stop = round(owed, channel, round > 0);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    return new Settled.Rest(Duration.ZERO);
  }

  /// @param moved whether a post was dealt with already
  /// @return what becomes of the row, when the channel has to be left alone for now
  private Optional<Settled> round(List<PostId> owed, ChannelRef channel, boolean moved) {
    if (has.channels().find(channel).isEmpty()) {
      owed.forEach(post -> has.copies().forget(channel, post));
      return Optional.empty();
    }
    Optional<? extends ChannelPort<?>> port = has.platforms().of(channel);
    if (port.isEmpty()) {
      return Optional.of(new Settled.Slower(ELSEWHERE, LONGEST));
    }
    return port.get().reaches(channel)
        ? all(owed, channel, port.get(), moved)
        : Optional.of(new Settled.Rest(ELSEWHERE));
  }

  private <P extends ChannelPort.Part> Optional<Settled> all(
      List<PostId> owed, ChannelRef channel, ChannelPort<P> port, boolean moved) {
    boolean moves = moved;
    for (PostId post : owed) {
      Optional<Settled> stop = one(channel, post, port);
      if (stop.isPresent()) {
        return moves ? stop.map(Deliver::soon) : stop;
      }
      moves = true;
    }
    return Optional.empty();
  }

  /// What fails after something went well is no failure in a row.
  static Settled soon(Settled stop) {
    return stop instanceof Settled.Slower(var first, _) ? new Settled.Rest(first) : stop;
  }

  /// Makes the channel show one post.
  ///
  /// @return what becomes of the row, when the channel has to be left alone for now
  private <P extends ChannelPort.Part> Optional<Settled> one(
      ChannelRef channel, PostId post, ChannelPort<P> port) {
    Optional<Stored<Copy>> stored = has.copies().find(channel, post);
    if (stored.isEmpty()) {
      has.copies().forget(channel, post);
      return Optional.empty();
    }
    Optional<ShownPost> shown = has.timeline().find(post);
    Optional<String> thread = shown.flatMap(s -> thread(channel, s.post()));
    Optional<String> own = shown.flatMap(s -> said(channel, s.post()));
    if (own.isPresent()) {
      List<String> emojis =
          reactions(channel, shown.get()).stream().map(Outgoing.Reacted::emoji).toList();
      return new Reacting(has.copies(), port, thread, own.get(), emojis).show(stored.get());
    }
    List<P> look =
        shown
            .filter(Deliver::isToBeSeen)
            .map(s -> port.parts(channel, outgoing(channel, s, thread)))
            .orElse(List.of());
    return new Writing<>(has.copies(), port, has.clock(), thread, look).show(stored.get());
  }

  /// Of what was removed only that is seen on which others hang.
  private static boolean isToBeSeen(ShownPost shown) {
    return !shown.post().isRemoved() || shown.replies() > 0;
  }

  private Outgoing outgoing(ChannelRef channel, ShownPost shown, Optional<String> thread) {
    Map<String, Account> called = new HashMap<>();
    for (PeerId peer : shown.post().mentions()) {
      has.accounts()
          .of(peer, channel.platform(), channel.tenant())
          .ifPresent(account -> called.put(has.peers().name(peer), account));
    }
    return new Outgoing(shown, has.offers().of(shown), thread, called, reactions(channel, shown));
  }

  /// Those that the channel does not show by itself.
  private List<Outgoing.Reacted> reactions(ChannelRef channel, ShownPost shown) {
    return shown.post().reactions().stream()
        .map(reaction -> new Outgoing.Reacted(reaction.emoji(), elsewhere(channel, reaction)))
        .filter(reacted -> !reacted.names().isEmpty())
        .toList();
  }

  private List<String> elsewhere(ChannelRef channel, Reaction reaction) {
    return reaction.by().stream()
        .filter(by -> by.in().filter(channel::equals).isEmpty())
        .map(by -> has.peers().name(by.peer()))
        .toList();
  }

  /// The message that a post is there, if it was said there.
  private static Optional<String> said(ChannelRef channel, Post post) {
    return post.origin().filter(said -> said.channel().equals(channel)).map(MessageRef::message);
  }

  /// The message on which a post hangs there.
  private Optional<String> thread(ChannelRef channel, Post post) {
    return post.place().thread().flatMap(root -> message(channel, root));
  }

  private Optional<String> message(ChannelRef channel, PostId post) {
    return has.timeline()
        .find(post)
        .flatMap(root -> said(channel, root.post()))
        .or(() ->
            has.copies()
                .find(channel, post)
                // On a message that is gone nobody would find it.
                .filter(copy -> copy.state().lost().isEmpty())
                .flatMap(copy -> copy.state().parts().stream().findFirst())
                .map(Copy.Part::message));
  }
}
