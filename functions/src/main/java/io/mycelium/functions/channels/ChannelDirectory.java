package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Links as every message looks them up: remembered until an event tells of a change.
final class ChannelDirectory implements Channels {
  private static final int MOST = 10_000;
  private static final String EVERY = "";

  private final AggregateStore store;
  private final InstantSource clock;
  private final Mirror<List<LinkedChannel>> all;

  ChannelDirectory(AggregateStore store, EventFeed feed, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.all = new Mirror<>(feed, _ -> Optional.of(stored()));
    feed.listen(this::forget);
  }

  private void forget(EventRecord event) {
    if (event.subject().type().equals(ChannelRecords.KIND.name())) {
      all.forgetAll();
    }
  }

  /// Says that this gateway has changed a link.
  void changed() {
    all.forgetAll();
  }

  List<LinkedChannel> all() {
    return all.find(EVERY).orElse(List.of());
  }

  private List<LinkedChannel> stored() {
    return store
        .findAll(ChannelRecords.KIND, store.oldest(ChannelRecords.ALL, Long.MIN_VALUE, MOST))
        .stream()
        .map(Stored::state)
        .flatMap(link -> link.linked().stream())
        .toList();
  }

  @Override
  public Optional<LinkedChannel> find(ChannelRef channel) {
    return all().stream().filter(link -> link.ref().equals(channel)).findFirst();
  }

  @Override
  public List<LinkedChannel> of(RoomId room) {
    return all().stream().filter(link -> link.room().equals(room)).toList();
  }

  @Override
  public List<LinkedChannel> of(String platform) {
    return all().stream().filter(link -> link.ref().platform().equals(platform)).toList();
  }

  @Override
  public Optional<PostId> post(MessageRef message) {
    return store.lookup(Posts.messages(message.channel()), message.message()).flatMap(PostId::read);
  }

  @Override
  public boolean shows(RoomId room, Subject subject) {
    return !of(room).isEmpty() && !store.newest(Posts.about(subject), Long.MAX_VALUE, 1).isEmpty();
  }

  @Override
  public Optional<String> last(ChannelRef channel) {
    return Optional.of(store.flag(Posts.heard(channel))).filter(message -> !message.isEmpty());
  }

  @Override
  public boolean first(String deed) {
    var intent = Intent.system("answered/" + deed, clock.instant());
    Commit commit = Commit.of(intent, Outcome.of(new Reply.Text(deed))).done();
    return store.commit(commit) instanceof CommitResult.Committed;
  }
}
