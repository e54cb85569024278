package io.mycelium.bridge.discord;

import io.mycelium.core.state.Leases;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this gateway is the one that connects. Of all gateways one is; when it dies, another one
/// takes over within [#LIFE]. Safe for many threads.
final class Holding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Holding.class);

  /// How long a gateway that says nothing any more keeps the connection.
  private static final Duration LIFE = Duration.ofSeconds(6);

  private static final Duration RENEW = Duration.ofMillis(1_500);

  /// So much before its end it counts as lost: whoever takes it over then finds nobody there.
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Leases leases;
  private final String name;
  private final String owner = UUID.randomUUID().toString();
  private final Thread thread;

  /// By [System#nanoTime]; of no meaning while it is not held.
  private volatile long until;

  private volatile boolean held;

  /// @param name of the connection
  Holding(Leases leases, String name) {
    this.leases = leases;
    this.name = name;
    this.thread = Thread.ofVirtual().name("discord-lease").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isHeld() {
    return held && System.nanoTime() < until;
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(RENEW);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    long asked = System.nanoTime();
    try {
      boolean had = isHeld();
      boolean has = had ? leases.renew(name, owner, LIFE) : leases.acquire(name, owner, LIFE);
      until = asked + LIFE.minus(MARGIN).toNanos();
      held = has;
      if (had != has) {
        LOG.info(has ? "this gateway connects to Discord" : "another gateway connects to Discord");
      }
    } catch (StoreUnavailable e) {
      LOG.debug("the store is not there: {}", e.getMessage());
    }
  }

  /// Gives the connection up, for another gateway to take over. To be called when it is closed.
  @Override
  public void close() {
    thread.interrupt();
    held = false;
    try {
      leases.release(name, owner);
    } catch (StoreUnavailable e) {
      LOG.debug("the store is not there: {}", e.getMessage());
    }
  }
}
