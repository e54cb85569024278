package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Bells;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.job.Lease;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The drones that wait for work at this gateway. One thread listens for all of them, and hands
/// each ring to one that fits; it also tells the queue that they live. Safe for use by many
/// threads.
final class WaitingRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
  private static final Duration LONGEST_LISTEN = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final JobBroker broker;
  private final Bells bells;
  private final Thread listener;

  /// Guards all below and what changes in those who wait; held for moments only.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition entered = lock.newCondition();

  /// The one that looked longest ago comes first.
  private final Map<DroneId, Waiting> waiting = new LinkedHashMap<>();

  /// What each drone was given last.
  private final Map<DroneId, Set<Lease>> told = new HashMap<>();

  /// Classes that nobody wanted who waited when the listener asked.
  private final Set<JobClass> unwanted = new HashSet<>();

  /// How often a drone is to be heard of.
  private Duration renewal = LONGEST_LISTEN;

  private long renewed = System.nanoTime();
  private boolean closed;

  private WaitingRoom(JobBroker broker) {
    this.broker = broker;
    this.bells = broker.bells();
    this.listener = Thread.ofVirtual().name("drone-bells").unstarted(this::listen);
  }

  static WaitingRoom open(JobBroker broker) {
    var room = new WaitingRoom(broker);
    room.listener.start();
    return room;
  }

  /// Looks for work, and lets the drone wait when there is none and it is not late; its earlier
  /// wait ends. Blocks for the look alone.
  ///
  /// @param again how often the drones are to be heard of; zero, when that is not known
  void enter(Waiting one, Duration again) {
    Waiting earlier;
    boolean news;
    lock.lock();
    try {
      renewal = again.isPositive() ? again : renewal;
      earlier = waiting.remove(one.id());
      waiting.put(one.id(), one);
      news = unwanted.removeIf(work -> work.fits(one.ability()));
      if (!one.late) {
        entered.signal();
      }
    } finally {
      lock.unlock();
    }
    if (earlier != null) {
      finish(earlier, new Waiting.End.Nothing());
    }
    if (news) {
      wake();
    }
    look(one);
  }

  private void wake() {
    try {
      bells.wake();
    } catch (StoreUnavailable e) {
      // The listener asks again within a second.
      LOG.debug("the listener could not be woken: {}", e.getMessage());
    }
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
      Waiting now = waiting.get(one.id());
      if (now != null && now.call().equals(one.call())) {
        return List.of();
      }
      Set<Lease> known = told.getOrDefault(one.id(), Set.of());
      return jobs.stream().filter(job -> !known.contains(job.lease())).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Whether to ask at once again; if not, it waits.
  private boolean again(Waiting one) {
    lock.lock();
    try {
      if (one.rung && !one.late && !one.over) {
        one.rung = false;
        return true;
      }
      one.looking = false;
      if (waiting.remove(one.id(), one)) {
        waiting.put(one.id(), one);
      }
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
    Waiting one;
    lock.lock();
    try {
      one = waiting.get(drone);
    } finally {
      lock.unlock();
    }
    if (one != null) {
      finish(one, how);
    }
  }

  /// Whether it is told of this end: the first is the one that counts.
  private boolean finish(Waiting one, Waiting.End how) {
    lock.lock();
    try {
      if (one.over) {
        return false;
      }
      one.over = true;
      waiting.remove(one.id(), one);
      if (how instanceof Waiting.End.Found(var jobs, _)) {
        told.put(
            one.id(), jobs.stream().map(Claimed::lease).collect(Collectors.toUnmodifiableSet()));
      }
    } finally {
      lock.unlock();
    }
    one.tell(how);
    return true;
  }

  private void listen() {
    try {
      while (awaitSomebody()) {
        round();
      }
    } catch (InterruptedException e) {
      // It is closed.
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws InterruptedException {
    try {
      renew();
      bells.await(this::wanted, pause()).forEach(this::hand);
    } catch (StoreUnavailable e) {
      LOG.debug("the bells cannot be heard", e);
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    } catch (RuntimeException e) {
      LOG.error("the bells cannot be heard; trying on", e);
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    }
  }

  /// Returns false when it is closed.
  private boolean awaitSomebody() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        entered.await();
      }
      unwanted.clear();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean wanted(JobClass work) {
    lock.lock();
    try {
      boolean wanted = waiting.values().stream().anyMatch(one -> work.fits(one.ability()));
      if (!wanted) {
        unwanted.add(work);
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  /// Lets one drone look that fits; a preferred one, where there is one.
  private void hand(JobClass work) {
    Waiting chosen = chosen(work);
    if (chosen == null) {
      bells.ring(work);
    } else if (startsLooking(chosen)) {
      Thread.ofVirtual().name("drone-claim").start(() -> look(chosen));
    }
  }

  private @Nullable Waiting chosen(JobClass work) {
    lock.lock();
    try {
      Waiting free = null;
      Waiting busy = null;
      for (Waiting one : waiting.values()) {
        if (!work.fits(one.ability())) {
          continue;
        }
        if (one.looking) {
          busy = one;
        } else if (work.prefers(one.ability())) {
          return one;
        } else if (free == null) {
          free = one;
        }
      }
      return free == null ? busy : free;
    } finally {
      lock.unlock();
    }
  }

  /// Whether a look has to be begun; one that goes on is made again.
  private boolean startsLooking(Waiting one) {
    lock.lock();
    try {
      if (one.looking) {
        one.rung = true;
        return false;
      }
      one.looking = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Duration pause() {
    lock.lock();
    try {
      Duration left = renewal.minusNanos(System.nanoTime() - renewed);
      return left.compareTo(LONGEST_LISTEN) < 0 ? left.plusMillis(1) : LONGEST_LISTEN;
    } finally {
      lock.unlock();
    }
  }

  /// One call for all of them.
  private void renew() {
    List<DroneId> live;
    lock.lock();
    try {
      if (renewal.minusNanos(System.nanoTime() - renewed).isPositive()) {
        return;
      }
      renewed = System.nanoTime();
      live = List.copyOf(waiting.keySet());
    } finally {
      lock.unlock();
    }
    if (!live.isEmpty()) {
      broker.alive(live);
    }
  }

  /// Ends all waits.
  @Override
  public void close() {
    List<Waiting> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(waiting.values());
      entered.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(one -> finish(one, new Waiting.End.Nothing()));
    listener.interrupt();
    bells.close();
  }
}
