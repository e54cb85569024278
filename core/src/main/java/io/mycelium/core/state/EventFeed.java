package io.mycelium.core.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the event log on one thread and hands every event to every listener, in order. After a
/// fault it goes on where it was: nothing is left out, nothing comes twice.
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
  private final Thread thread;

  /// Where the feed stands; written by its thread alone.
  private volatile String place;

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
    while (!closed) {
      for (EventRecord event : reader.next(place, BATCH, WAIT)) {
        listeners.forEach(listener -> tell(listener, event));
        place = event.id();
      }
      following = true;
    }
  }

  /// A listener with a bug must not keep events from the others.
  private static void tell(Listener listener, EventRecord event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.error("a listener failed on the event {} {}", event.type(), event.id(), e);
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
