package io.mycelium.core.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the event log on one thread and hands every event to every listener, in order. After a
/// fault it goes on where it was: nothing is left out, nothing comes twice. Where the log has lost
/// events after that, as a promoted replica may have, it goes on behind the last that is left.
public final class EventFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final int BATCH = 256;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// Called on the feed's thread; must be quick and must not throw.
  @FunctionalInterface
  public interface Listener {
    void on(EventRecord event);
  }

  /// A listener's place in the feed; closing it takes the listener away.
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private final EventLog log;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<EventRecord>>> mourners = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /// Used by the feed's thread alone.
  private final RecentEvents recent;

  /// Where the feed stands; written by its thread alone.
  private volatile String place;

  /// Counts how often events were lost.
  private final AtomicInteger losses = new AtomicInteger();

  /// Whether the last read succeeded.
  private volatile boolean following;

  private volatile boolean closed;

  /// Starts to follow from the end of the log.
  public static EventFeed start(EventLog log) {
    var feed = new EventFeed(log);
    feed.thread.start();
    return feed;
  }

  private EventFeed(EventLog log) {
    this.log = log;
    this.place = log.last();
    this.recent = new RecentEvents(place);
    this.following = true;
    this.thread = Thread.ofVirtual().name("event-feed").unstarted(this::run);
  }

  /// Adds a listener; it gets the events from now on.
  ///
  /// @return removes it again
  public Subscription listen(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Adds one who is told of events that were handed out and are not in the log any more, oldest
  /// first; of the last 1,000, that is. Called on the feed's thread; must be quick.
  public void onLoss(Consumer<List<EventRecord>> told) {
    mourners.add(told);
  }

  /// How often events were lost. What was remembered before may be of a past that is no more.
  public int losses() {
    return losses.get();
  }

  /// The place of the newest event that all listeners have been given.
  public String place() {
    return place;
  }

  /// Whether listeners are up to date, but for events on their way. When not, what they remember
  /// may be stale.
  public boolean following() {
    return following;
  }

  private void run() {
    while (!closed) {
      try (EventLog.Reader reader = log.reader()) {
        follow(reader);
      } catch (StoreUnavailable e) {
        following = false;
        LOG.debug("the event log is not there: {}", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        if (following) {
          LOG.error("the event log cannot be followed from {}; trying on", place, e);
        }
        following = false;
        pause();
      }
    }
  }

  private void follow(EventLog.Reader reader) {
    // A new reader is a new connection.
    int connections = 0;
    while (!closed) {
      List<EventRecord> events = reader.next(place, BATCH, WAIT);
      int now = reader.connections();
      if (now != connections && lost()) {
        // What came is behind a place that the log does not have.
        events = List.of();
      }
      connections = now;
      events.forEach(this::handOut);
      following = true;
    }
  }

  private void handOut(EventRecord event) {
    listeners.forEach(listener -> tell(() -> listener.on(event), event.type() + " " + event.id()));
    recent.add(event);
    place = event.id();
  }

  private boolean lost() {
    List<EventRecord> lost = recent.lost(log);
    if (lost.isEmpty()) {
      return false;
    }
    LOG.warn(
        "{} events from {} to {} are not in the log any more",
        lost.size(),
        lost.getFirst().at(),
        lost.getLast().at());
    place = recent.place();
    losses.incrementAndGet();
    mourners.forEach(told -> tell(() -> told.accept(lost), "a loss"));
    return true;
  }

  /// A listener with a bug must not keep events from the others.
  private static void tell(Runnable telling, String what) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.error("a listener failed on {}", what, e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
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
