package io.mycelium.bridge.drones;

import io.mycelium.core.job.Bells;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that listens for all drones of a [WaitingRoom] and hands each ring to one that
/// fits. It also tells the queue that they live.
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Duration LONGEST_LISTEN = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final JobBroker broker;
  private final Bells bells;
  private final WaitingRoom room;
  private final Thread thread;

  /// How often a drone is to be heard of.
  private volatile Duration renewal = LONGEST_LISTEN;

  /// Used by the thread alone.
  private long renewed = System.nanoTime();

  Listener(JobBroker broker, WaitingRoom room) {
    this.broker = broker;
    this.bells = broker.bells();
    this.room = room;
    this.thread = Thread.ofVirtual().name("drone-bells").unstarted(this::listen);
  }

  void start() {
    thread.start();
  }

  Duration renewal() {
    return renewal;
  }

  void renewEach(Duration time) {
    renewal = time;
  }

  /// Somebody waits who wants what nobody wanted. Blocks.
  void wake() {
    try {
      bells.wake();
    } catch (StoreUnavailable e) {
      // It asks again within a second.
      LOG.debug("the listener could not be woken: {}", e.getMessage());
    }
  }

  private void listen() {
    try {
      while (room.awaitSomebody()) {
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
      bells.await(room::wanted, pause()).forEach(this::hand);
    } catch (StoreUnavailable e) {
      LOG.debug("the bells cannot be heard", e);
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    } catch (RuntimeException e) {
      LOG.error("the bells cannot be heard; trying on", e);
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    }
  }

  /// Lets one drone look that fits, or gives the ring back. Blocks.
  void hand(JobClass work) {
    if (!room.hand(work)) {
      bells.ring(work);
    }
  }

  private Duration pause() {
    Duration left = untilRenewal();
    return left.compareTo(LONGEST_LISTEN) < 0 ? left.plusMillis(1) : LONGEST_LISTEN;
  }

  private Duration untilRenewal() {
    return renewal.minusNanos(System.nanoTime() - renewed);
  }

  /// One call for all of them. The queue says whom it does not know, as when it lost what it knew,
  /// and who is to end.
  private void renew() {
    if (untilRenewal().isPositive()) {
      return;
    }
    renewed = System.nanoTime();
    List<Waiting> all = room.all();
    if (all.isEmpty()) {
      return;
    }
    JobBroker.Alive said = broker.alive(all.stream().map(Waiting::id).toList());
    for (Waiting one : all) {
      if (said.drained().contains(one.id())) {
        room.drain(one.id());
      } else if (said.unknown().contains(one.id()) && room.holds(one)) {
        broker.announce(one.drone());
      }
    }
    room.seen(all, renewed);
  }

  @Override
  public void close() {
    thread.interrupt();
    bells.close();
  }
}
