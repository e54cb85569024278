package io.mycelium.chatting;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does things one after the other where order matters, and side by side elsewhere: what is given
/// under the same name is done in the order in which it was given. For many threads.
public final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Executor executor;

  /// What waits behind something that is under way, by name; a name is there while something is.
  private final Map<String, Deque<Runnable>> lanes = new HashMap<>();

  /// @param executor runs each lane on a thread of its own
  public Lanes(Executor executor) {
    this.executor = executor;
  }

  /// Does something behind everything that was given under the name before. What it throws is
  /// logged, and keeps nothing back.
  public void then(String name, Runnable deed) {
    synchronized (this) {
      Deque<Runnable> waiting = lanes.get(name);
      if (waiting != null) {
        waiting.add(deed);
        return;
      }
      lanes.put(name, new ArrayDeque<>());
    }
    executor.execute(() -> drive(name, deed));
  }

  private void drive(String name, Runnable first) {
    Runnable deed = first;
    while (deed != null) {
      run(name, deed);
      deed = next(name);
    }
  }

  private synchronized @Nullable Runnable next(String name) {
    Deque<Runnable> waiting = lanes.get(name);
    Runnable deed = waiting == null ? null : waiting.poll();
    if (deed == null) {
      lanes.remove(name);
    }
    return deed;
  }

  private static void run(String name, Runnable deed) {
    try {
      deed.run();
    } catch (RuntimeException e) {
      LOG.error("something in lane {} failed", name, e);
    }
  }
}
