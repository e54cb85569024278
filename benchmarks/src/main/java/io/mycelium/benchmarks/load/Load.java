package io.mycelium.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Requests over some connections until it is closed: each next one as soon as the last is answered
/// (closed loop), or at fixed times whether or not earlier ones are answered (open loop).
public final class Load implements AutoCloseable {
  private static final Duration JOIN = Duration.ofSeconds(10);

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Requests requests;

  /// Connections that wait for their next request; nothing waits in a closed loop.
  private final BlockingQueue<Connection> idle;

  private final List<Thread> threads = new ArrayList<>();
  private final boolean closedLoop;

  /// Filled by the receiving thread; replaced by whoever measures.
  private volatile Latencies latencies = new Latencies();

  /// Written by the sending thread, read after its end.
  private long sent;

  private volatile boolean ended;
  private volatile @Nullable IOException broken;

  private Load(URI server, int count, Requests requests, boolean closedLoop) throws IOException {
    this.selector = Selector.open();
    this.requests = requests;
    this.closedLoop = closedLoop;
    this.idle = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      connections.add(Connection.open(server, selector));
    }
  }

  /// Starts a closed loop.
  public static Load closedLoop(URI server, int connections, Requests requests) {
    try {
      var load = new Load(server, connections, requests, true);
      for (Connection connection : load.connections) {
        connection.send(requests.next(), System.nanoTime());
      }
      load.begin("load-receive", load::receive);
      return load;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts an open loop. Latency counts from the time at which a request was due.
  public static Load openLoop(URI server, int connections, int perSecond, Requests requests) {
    return openLoop(server, connections, perSecond, requests, (_, _) -> {});
  }

  /// Starts an open loop that tells of each request before it goes out.
  public static Load openLoop(
      URI server, int connections, int perSecond, Requests requests, Sending sending) {
    try {
      var load = new Load(server, connections, requests, false);
      load.idle.addAll(load.connections);
      load.begin("load-receive", load::receive);
      load.begin("load-send", () -> load.pace(1_000_000_000L / perSecond, sending));
      return load;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Is told the number of a request and when it was due, in nanoseconds.
  @FunctionalInterface
  public interface Sending {
    void sending(int number, long due);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void begin(String name, Work work) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (IOException e) {
                broken = e;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void receive() throws IOException {
    while (!ended) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        answered((Connection) key.attachment());
      }
      selector.selectedKeys().clear();
    }
  }

  private void answered(Connection connection) throws IOException {
    if (!connection.receive()) {
      return;
    }
    if (!connection.ok()) {
      throw new IOException("an answer had the status %d".formatted(connection.status()));
    }
    long now = System.nanoTime();
    latencies.add(now - connection.due());
    if (closedLoop) {
      connection.send(requests.next(), now);
    } else {
      idle.add(connection);
    }
  }

  private void pace(long every, Sending sending) throws IOException, InterruptedException {
    long due = System.nanoTime();
    while (!ended && !Thread.currentThread().isInterrupted()) {
      due += every;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      Connection connection = idle.take();
      sending.sending(requests.upcoming(), due);
      connection.send(requests.next(), due);
      sent++;
    }
  }

  /// Lets it run for that long.
  ///
  /// @return the latencies of this time
  /// @throws IllegalStateException when an answer was not a success
  public Latencies run(Duration time) {
    var mine = new Latencies();
    latencies = mine;
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    latencies = new Latencies();
    IOException failure = broken;
    if (failure != null) {
      throw new IllegalStateException("the load broke", failure);
    }
    return mine;
  }

  /// Ends an open loop's sending and waits for the answers under way.
  ///
  /// @return how many requests were sent in all
  public long stop() {
    Thread sender = threads.getLast();
    sender.interrupt();
    try {
      sender.join(JOIN);
      for (int i = 0; i < connections.size(); i++) {
        if (idle.poll(JOIN.toSeconds(), TimeUnit.SECONDS) == null) {
          throw new IllegalStateException("a request had no answer");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sent;
  }

  @Override
  public void close() {
    ended = true;
    selector.wakeup();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(JOIN);
      }
      for (Connection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
