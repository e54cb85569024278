package io.mycelium.core.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Remembers looked-up values until an event says that they changed, so that every call need not
/// ask the store for its caller and its room. While the feed does not follow, nothing is
/// remembered.
///
/// What is not there is asked for every time: names that strangers make up would fill the memory.
///
/// Another gateway's change is seen as soon as its event arrives, within milliseconds; one's own
/// must be forgotten by the code that makes it ([#forget]), before it answers.
public final class Mirror<V> {
  private static final int KEPT = 50_000;

  private final EventFeed feed;
  private final Function<String, Optional<V>> load;
  private final Map<String, V> known = new ConcurrentHashMap<>();

  /// Counts [#forget]s; a read that overlaps one is not kept.
  private volatile long forgets;

  private volatile int losses;

  /// @param load asks the store
  public Mirror(EventFeed feed, Function<String, Optional<V>> load) {
    this.feed = feed;
    this.load = load;
  }

  public Optional<V> find(String name) {
    if (!feed.following()) {
      known.clear();
      return load.apply(name);
    }
    if (feed.losses() != losses) {
      losses = feed.losses();
      forgetAll();
    }
    Optional<V> hit = Optional.ofNullable(known.get(name));
    return hit.isPresent() ? hit : read(name);
  }

  /// What is remembered and holds, without asking the store.
  public Optional<V> remembered(String name) {
    return feed.following() && feed.losses() == losses
        ? Optional.ofNullable(known.get(name))
        : Optional.empty();
  }

  /// A value is kept only if nothing happened while it was read; else it might be older than an
  /// event that said to forget it.
  private Optional<V> read(String name) {
    String before = feed.place();
    long forgotten = forgets;
    Optional<V> value = load.apply(name);
    value.ifPresent(v -> keep(name, v, before, forgotten));
    return value;
  }

  /// Locked against [#forget], which would otherwise slip in between the check and the put.
  private synchronized void keep(String name, V value, String before, long forgotten) {
    if (feed.place().equals(before) && forgotten == forgets && known.size() < KEPT) {
      known.put(name, value);
    }
  }

  public synchronized void forget(String name) {
    forgets++;
    known.remove(name);
  }

  public synchronized void forgetAll() {
    forgets++;
    known.clear();
  }
}
