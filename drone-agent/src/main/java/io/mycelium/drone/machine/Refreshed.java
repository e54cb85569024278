package io.mycelium.drone.machine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that takes time to find out, looked up in the background when somebody asks for it and
/// what is known is old. Whoever asks gets at once what is known. Safe for use by many threads.
public final class Refreshed<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

  private final UnaryOperator<T> look;
  private final long age;
  private final AtomicBoolean looking = new AtomicBoolean();

  /// The flag above is taken by the one thread that writes both of these.
  private volatile T known;

  private volatile long next = System.nanoTime();

  /// @param first what is known before the first look
  /// @param age from the end of a look to the next one, at least
  /// @param look makes what is known of what was; may block
  public Refreshed(T first, Duration age, UnaryOperator<T> look) {
    this.known = first;
    this.age = age.toNanos();
    this.look = look;
  }

  /// What is known now.
  public T now() {
    if (System.nanoTime() - next >= 0 && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("look").start(this::refresh);
    }
    return known;
  }

  private void refresh() {
    try {
      known = look.apply(known);
    } catch (RuntimeException e) {
      LOG.warn("A look at this machine failed, and what was known stays", e);
    } finally {
      next = System.nanoTime() + age;
      looking.set(false);
    }
  }
}
