package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Copies as they are kept. A change of one is safe to make on several gateways: of two that want
/// the same, one makes it, and none overwrites the other's.
final class Copies {
  /// The kind of the row that says that a channel is owed something.
  static final String ROW = "channel.deliver";

  private static final int TRIES = 16;

  private final AggregateStore store;
  private final InstantSource clock;

  Copies(AggregateStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Optional<Stored<Copy>> find(ChannelRef channel, PostId post) {
    return store.find(Copy.KIND, Copy.id(channel, post));
  }

  /// The posts that a channel is owed, oldest first.
  List<PostId> owed(ChannelRef channel, int max) {
    return store.oldest(ChannelRecords.owed(channel), Long.MIN_VALUE, max).stream()
        .map(PostId::new)
        .toList();
  }

  /// Says that a channel has to show a post as it is from a place of the event log on. Said again,
  /// it changes nothing.
  void owe(ChannelRef channel, Post post, String place) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Stored<Copy>> stored = find(channel, post.id());
      Optional<Copy> copy = stored.map(Stored::state);
      if (copy.filter(c -> c.lost().isPresent() || !LogPlace.before(c.wanted(), place))
          .isPresent()) {
        return;
      }
      Copy next =
          copy.map(c -> c.wanting(place)).orElseGet(() -> Copy.owed(channel, post.id(), place));
      Commit.Draft draft =
          draft(next, "owe/" + place)
              .rank(ChannelRecords.owed(channel), post.id().value(), Posts.rank(post))
              .join(row(channel));
      stored.ifPresentOrElse(
          s -> draft.update(s, next), () -> draft.create(Copy.KIND, next.id(), next));
      if (!(store.commit(draft.done()) instanceof CommitResult.Conflict)) {
        return;
      }
    }
    throw new IllegalStateException("too many change the copy of %s at once".formatted(post.id()));
  }

  /// Changes a copy; what is settled by that is no longer owed. That more is wanted meanwhile does
  /// not stand in the way.
  ///
  /// @param step what is done, unique for the version
  /// @return the copy as it is now; nothing when somebody else did something to its messages
  Optional<Stored<Copy>> note(Stored<Copy> from, String step, UnaryOperator<Copy> change) {
    Stored<Copy> base = from;
    for (int tried = 0; tried < TRIES; tried++) {
      Copy next = change.apply(base.state());
      CommitResult result = store.commit(noted(base, next, step));
      if (result instanceof CommitResult.Committed) {
        return Optional.of(base.next(next));
      }
      Optional<Stored<Copy>> now = find(from.state().channel(), from.state().post());
      if (!(result instanceof CommitResult.Conflict)
          || now.filter(n -> n.state().sameMessages(from.state())).isEmpty()) {
        return Optional.empty();
      }
      base = now.get();
    }
    return Optional.empty();
  }

  private Commit noted(Stored<Copy> from, Copy next, String step) {
    Commit.Draft draft = draft(next, "%s/%d".formatted(step, from.version())).update(from, next);
    next.parts().stream()
        .filter(part ->
            from.state().parts().stream().noneMatch(had -> had.message().equals(part.message())))
        .forEach(part ->
            draft.bind(
                Posts.messages(next.channel()),
                new MessageRef(next.channel(), part.message()).message(),
                next.post().value()));
    if (next.settled()) {
      draft.unrank(ChannelRecords.owed(next.channel()), next.post().value());
    }
    return draft.done();
  }

  /// Says that nothing is owed any more of a post that has no copy.
  void forget(ChannelRef channel, PostId post) {
    var intent = intent("forget/%s/%s".formatted(channel, post));
    store.commit(
        Commit.of(intent, Outcome.of(ChannelRecords.subject(channel)))
            .unrank(ChannelRecords.owed(channel), post.value())
            .done());
  }

  private Commit.Draft draft(Copy copy, String step) {
    return Commit.of(
        intent("copy/%s/%s".formatted(copy.id(), step)),
        Outcome.of(ChannelRecords.subject(copy.channel())));
  }

  private Intent intent(String request) {
    return Intent.system(request, clock.instant());
  }

  private OutboxRow row(ChannelRef channel) {
    return new OutboxRow(
        ROW + "/" + channel, ROW, clock.instant(), Json.object().put("channel", channel.key()));
  }
}
