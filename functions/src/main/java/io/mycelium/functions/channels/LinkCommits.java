package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.channels.ChannelRecords.Link;
import java.util.Optional;

/// Links channels and ends links.
final class LinkCommits {
  private final AggregateStore store;
  private final ChannelDirectory directory;

  LinkCommits(AggregateStore store, ChannelDirectory directory) {
    this.store = store;
    this.directory = directory;
  }

  /// Links a channel that is linked to no room.
  ///
  /// @return why not, if not
  Optional<Reply.Refused> link(LinkedChannel channel, Intent intent) {
    Optional<Stored<Link>> stored = find(channel.ref());
    Optional<LinkedChannel> now = stored.flatMap(s -> s.state().linked());
    if (now.isPresent()) {
      return Optional.of(linked(now.get()));
    }
    var state = new Link(Optional.of(channel));
    String id = channel.ref().key();
    long at = channel.since().toEpochMilli();
    Commit.Draft draft = Commit.of(intent, Outcome.of(ChannelRecords.subject(channel.ref())));
    stored.ifPresentOrElse(
        s -> draft.update(s, state), () -> draft.create(ChannelRecords.KIND, id, state));
    draft
        .rank(ChannelRecords.ALL, id, at)
        .rank(ChannelRecords.of(channel.room()), id, at)
        .event(ChannelRecords.event("channel.linked", channel));
    return commit(draft);
  }

  /// Ends a link; what the channel shows stays there and is no longer kept true.
  ///
  /// @return why not, if not
  Optional<Reply.Refused> unlink(ChannelRef channel, Intent intent) {
    Optional<Stored<Link>> stored = find(channel);
    Optional<LinkedChannel> now = stored.flatMap(s -> s.state().linked());
    if (now.isEmpty()) {
      return Optional.of(unknown(channel));
    }
    Commit.Draft draft = Commit.of(intent, Outcome.of(ChannelRecords.subject(channel)));
    draft
        .update(stored.orElseThrow(), new Link(Optional.empty()))
        .unrank(ChannelRecords.ALL, channel.key())
        .unrank(ChannelRecords.of(now.get().room()), channel.key())
        .event(ChannelRecords.event("channel.unlinked", now.get()));
    return commit(draft);
  }

  private Optional<Stored<Link>> find(ChannelRef channel) {
    return store.find(ChannelRecords.KIND, channel.key());
  }

  private Optional<Reply.Refused> commit(Commit.Draft draft) {
    try {
      CommitResult result = store.commit(draft.done());
      return result instanceof CommitResult.Committed
          ? Optional.empty()
          : Optional.of(Refusals.of(result));
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      directory.changed();
    }
  }

  private static Reply.Refused linked(LinkedChannel channel) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "channel-linked",
        "%s shows the room %s; 'channel unlink %s' ends that first."
            .formatted(channel.name(), channel.room(), channel.ref()));
  }

  static Reply.Refused unknown(ChannelRef channel) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "channel-not-linked",
        "The channel %s shows no room; 'channel list' shows those that do.".formatted(channel));
  }
}
