package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobClass;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The drones that wait for work at this gateway; its [Listener] hears of work for all of them.
/// Safe for use by many threads.
final class WaitingRoom implements AutoCloseable {
  /// So much later than it should be a renewal may come.
  private static final Duration LATE = Duration.ofSeconds(1);

  private final JobBroker broker;
  private final Listener listener;
  private final LongAdder woken = new LongAdder();

  /// Guards all below and what changes in those who wait; held for moments only.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition entered = lock.newCondition();

  private final Places places = new Places();
  private final Memories memories = new Memories();
  private boolean closed;

  private WaitingRoom(JobBroker broker) {
    this.broker = broker;
    this.listener = new Listener(broker, this);
  }

  static WaitingRoom open(JobBroker broker) {
    var room = new WaitingRoom(broker);
    room.listener.start();
    return room;
  }

  /// Looks for work, and lets the drone wait when there is none and it is not late; its earlier
  /// wait ends. Blocks for the look alone.
  ///
  /// @param heard what was answered to its announcement; when it did not announce itself, it is to
  ///   be heard of again at once
  void enter(Waiting one, Heard heard) {
    Optional<Waiting> earlier;
    boolean news;
    lock.lock();
    try {
      one.heard = heard;
      memories.back(one.id(), System.nanoTime());
      earlier = places.of(one.id());
      news = sits(one);
    } finally {
      lock.unlock();
    }
    if (heard.again().isPositive()) {
      listener.renewEach(heard.again());
    }
    earlier.ifPresent(before -> finish(before, new Waiting.End.Nothing()));
    if (news) {
      listener.wake();
    }
    look(one);
  }

  /// Lets a drone wait that waited here until a moment ago, as if it had not been gone: it is known
  /// as it is, and what came in between rings on. Does not block.
  ///
  /// @return whether it does; if not, it is to announce itself and to [#enter]
  boolean goesOn(Waiting one) {
    boolean news;
    lock.lock();
    try {
      long now = System.nanoTime();
      Optional<Memories.Left> left =
          closed || places.of(one.id()).isPresent()
              ? Optional.empty()
              : memories.back(one.id(), now).filter(last -> holds(last, now));
      if (left.isEmpty()) {
        return false;
      }
      one.heard = left.get().heard();
      one.seen = left.get().seen();
      one.looking = false;
      news = sits(one);
    } finally {
      lock.unlock();
    }
    if (news) {
      Thread.ofVirtual().name("drone-news").start(listener::wake);
    }
    return true;
  }

  /// Whether the queue knows that the drone lives until it is told again. A drone that was drained
  /// may have been let go on.
  private boolean holds(Memories.Left last, long now) {
    Duration age = Duration.ofNanos(now - last.seen());
    return !last.heard().drained() && age.compareTo(listener.renewal().plus(LATE)) < 0;
  }

  /// Returns whether it wants what nobody wanted.
  private boolean sits(Waiting one) {
    if (!one.late) {
      entered.signal();
    }
    return places.take(one);
  }

  /// Asks the queue until there is nothing new. First it waits and then it asks, so that no ring is
  /// missed between.
  private void look(Waiting one) {
    try {
      do {
        long asked = System.nanoTime();
        List<Claimed> jobs = broker.claim(one.drone(), one.max(), one.call());
        if (!jobs.isEmpty()) {
          found(one, jobs, asked);
          return;
        }
      } while (again(one));
    } catch (RuntimeException e) {
      finish(one, new Waiting.End.Failed(e));
    }
  }

  /// Whoever asks in its place under the same name gets the same jobs; under another name nobody
  /// would ask for them any more, unless they are told already.
  private void found(Waiting one, List<Claimed> jobs, long asked) {
    if (!finish(one, new Waiting.End.Found(jobs, one.waitedUntil(asked)))) {
      abandoned(one, jobs).forEach(job -> broker.release(job.lease()));
    }
  }

  private List<Claimed> abandoned(Waiting one, List<Claimed> jobs) {
    lock.lock();
    try {
      return places.of(one.id()).filter(now -> now.call().equals(one.call())).isPresent()
          ? List.of()
          : memories.untold(one.id(), jobs);
    } finally {
      lock.unlock();
    }
  }

  /// Whether to ask at once again; if not, it waits.
  private boolean again(Waiting one) {
    lock.lock();
    try {
      if (one.rung != null && !one.late && !one.over) {
        one.rung = null;
        return true;
      }
      one.looking = false;
      places.goBehind(one);
      if (!one.late) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    finish(one, new Waiting.End.Nothing());
    return false;
  }

  /// Ends a wait without work, unless somebody asks for it at this moment.
  void expire(Waiting one) {
    lock.lock();
    try {
      one.late = true;
      if (one.looking) {
        return;
      }
    } finally {
      lock.unlock();
    }
    finish(one, new Waiting.End.Nothing());
  }

  /// The drone has gone, or is none of ours any more: its wait ends like that.
  void expel(DroneId drone, Waiting.End how) {
    locked(() -> places.of(drone)).ifPresent(one -> finish(one, how));
  }

  /// An operator wants the drone to end: it hears it now, unless it knows.
  void drain(DroneId drone) {
    locked(() -> places.of(drone).filter(one -> !one.heard.drained()))
        .ifPresent(one -> finish(one, new Waiting.End.Drained()));
  }

  /// Whether it is told of this end: the first is the one that counts.
  private boolean finish(Waiting one, Waiting.End how) {
    JobClass unused;
    lock.lock();
    try {
      if (one.over) {
        return false;
      }
      one.over = true;
      unused = one.rung;
      places.leave(one);
      if (how instanceof Waiting.End.Found(var jobs, _)) {
        memories.given(one.id(), jobs);
      } else if (how instanceof Waiting.End.Nothing && one.late && one.heard.again().isPositive()) {
        memories.left(one.id(), new Memories.Left(one.heard, System.nanoTime(), one.seen));
      }
    } finally {
      lock.unlock();
    }
    one.tell(how);
    if (unused != null) {
      // It rang while somebody asked for this one, who will not ask again.
      Thread.ofVirtual().name("drone-ring").start(() -> listener.hand(unused));
    }
    return true;
  }

  /// Returns false when it is closed.
  boolean awaitSomebody() throws InterruptedException {
    lock.lock();
    try {
      while (places.isEmpty() && !closed) {
        entered.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// Whether somebody waits who fits.
  boolean wanted(JobClass work) {
    return locked(() -> places.wants(work));
  }

  /// Lets one drone look that fits; a preferred one, where there is one.
  ///
  /// @return whether there is one
  boolean hand(JobClass work) {
    Optional<Waiting> chosen = locked(() -> places.chosen(work));
    chosen
        .filter(one -> startsLooking(one, work))
        .ifPresent(one -> {
          woken.increment();
          Thread.ofVirtual().name("drone-claim").start(() -> look(one));
        });
    return chosen.isPresent();
  }

  /// How many waits were asked to look so far because work rang.
  long woken() {
    return woken.sum();
  }

  /// How many wait.
  int size() {
    return locked(places::all).size();
  }

  /// Whether a look has to be begun; one that goes on is made again.
  private boolean startsLooking(Waiting one, JobClass work) {
    lock.lock();
    try {
      if (one.looking) {
        one.rung = work;
        return false;
      }
      one.looking = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  List<Waiting> all() {
    return locked(places::all);
  }

  /// Whether it still waits.
  boolean holds(Waiting one) {
    return locked(() -> !one.over);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// The queue knows that these lived at that time.
  void seen(Collection<Waiting> all, long nanoTime) {
    lock.lock();
    try {
      all.forEach(one -> one.seen = nanoTime);
    } finally {
      lock.unlock();
    }
  }

  /// Ends all waits.
  @Override
  public void close() {
    List<Waiting> all;
    lock.lock();
    try {
      closed = true;
      all = places.all();
      entered.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(one -> finish(one, new Waiting.End.Nothing()));
    listener.close();
  }
}
