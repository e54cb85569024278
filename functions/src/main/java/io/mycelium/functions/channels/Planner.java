package io.mycelium.functions.channels;

import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.id.PostId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns events into what channels are owed. The event log is what commits owe the channels: the
/// place up to which it was gone through is kept, so that a gateway that comes back goes on where
/// the last one was. Each gateway does it; what one has done already changes nothing.
final class Planner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
  private static final Flag REACHED = new Flag("channels-planned");
  private static final int BATCH = 256;
  private static final Duration WAIT = Duration.ofSeconds(1);

  /// So rarely is the place kept while nothing is owed.
  private static final int EVENTS_UNKEPT = 2_000;

  private final AggregateStore store;
  private final EventLog log;
  private final ChannelDirectory channels;
  private final Copies copies;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /// Used by the thread alone.
  private String place = "";

  private int unkept;

  Planner(
      AggregateStore store,
      EventLog log,
      ChannelDirectory channels,
      Copies copies,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.channels = channels;
    this.copies = copies;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("channel-planner").unstarted(this::run);
  }

  /// Begins, and goes on until it is closed.
  Planner start(EventFeed feed) {
    feed.listen(_ -> wake.release());
    thread.start();
    return this;
  }

  private void run() {
    while (!closed) {
      try {
        if (!step()) {
          rest();
        }
      } catch (StoreUnavailable e) {
        LOG.debug("the store is not there: {}", e.getMessage());
        rest();
      } catch (RuntimeException e) {
        LOG.error("what channels are owed cannot be told from {}; trying again", place, e);
        rest();
      }
    }
  }

  /// Goes through the next events.
  ///
  /// @return whether there may be more
  private boolean step() {
    if (place.isEmpty()) {
      // From the beginning, if nobody has ever kept a place: something may be owed already.
      place = Optional.of(store.flag(REACHED)).filter(p -> !p.isEmpty()).orElse(EventLog.START);
    }
    List<EventRecord> events = log.after(place, BATCH);
    if (events.isEmpty()) {
      return false;
    }
    boolean owed = false;
    for (EventRecord event : events) {
      owed |= plan(event);
    }
    place = events.getLast().id();
    unkept += events.size();
    if (owed || unkept > EVENTS_UNKEPT) {
      keep();
    }
    return true;
  }

  /// It may move back a little when two gateways keep theirs: what is gone through again changes
  /// nothing.
  private void keep() {
    var intent = Intent.system("channels-planned/" + place, clock.instant());
    store.commit(Commit.of(intent, Outcome.of(new Reply.Text(place))).set(REACHED, place).done());
    unkept = 0;
  }

  private boolean plan(EventRecord event) {
    List<LinkedChannel> linked = event.room().map(channels::of).orElse(List.of());
    if (linked.isEmpty()) {
      return false;
    }
    List<Post> posts = posts(event);
    for (Post post : posts) {
      linked.stream()
          .filter(channel -> concerns(channel, post, event.type()))
          .forEach(channel -> copies.owe(channel.ref(), post, event.id()));
    }
    return !posts.isEmpty();
  }

  /// A channel shows what was said since it was linked. What was said in it stands there already;
  /// only what others answered it with is shown.
  private static boolean concerns(LinkedChannel channel, Post post, String event) {
    boolean there = post.origin().filter(said -> said.channel().equals(channel.ref())).isPresent();
    return !post.at().isBefore(channel.since()) && (!there || event.equals("post.reacted"));
  }

  /// The posts that look different since.
  private List<Post> posts(EventRecord event) {
    Set<String> ids = new LinkedHashSet<>();
    if (event.subject().type().equals(Posts.KIND.name())) {
      ids.add(event.subject().id());
    } else {
      ids.addAll(store.newest(Posts.about(event.subject()), Long.MAX_VALUE, BATCH));
      thread(event).map(PostId::value).ifPresent(ids::add);
    }
    return store.findAll(Posts.KIND, List.copyOf(ids)).stream().map(Stored::state).toList();
  }

  /// The post on which a job hangs says how the job is.
  private static Optional<PostId> thread(EventRecord event) {
    return event.type().equals("job.progress")
        ? Optional.empty()
        : PostId.read(event.payload().path("thread").asText());
  }

  private void rest() {
    try {
      if (wake.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
