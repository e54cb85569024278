package io.mycelium.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// Open event streams that look for events which carry a mark, `~` and a number of eight digits,
/// and note how long after its due time each stream had each of them.
public final class EventStreams implements AutoCloseable {
  private static final int DIGITS = 8;

  private final Selector selector;
  private final AtomicLongArray due;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong open = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private final Thread thread;
  private volatile boolean ended;
  private volatile @Nullable IOException broken;

  /// One stream's place in the scan for marks.
  private static final class Scan {
    private final SocketChannel channel;
    private final BitSet had = new BitSet();
    private int digits = -1;
    private int number;
    private boolean begun;

    Scan(SocketChannel channel) {
      this.channel = channel;
    }

    /// @return the number that this byte completes, or -1
    int next(byte b) {
      if (b == '~') {
        digits = 0;
        number = 0;
      } else if (digits >= 0 && b >= '0' && b <= '9') {
        number = number * 10 + b - '0';
        if (++digits == DIGITS) {
          digits = -1;
          return number;
        }
      } else {
        digits = -1;
      }
      return -1;
    }
  }

  /// Opens streams and waits until each has its head.
  ///
  /// @param most one more than the highest number of a mark
  public EventStreams(URI server, String key, int count, int most) {
    due = new AtomicLongArray(most);
    String request =
        "GET /api/v1/events?room=main HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(server.getAuthority(), key);
    byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
    try {
      selector = Selector.open();
      for (int i = 0; i < count; i++) {
        SocketChannel channel = SocketChannel.open(Requests.address(server));
        channel.configureBlocking(false);
        channel.write(ByteBuffer.wrap(bytes));
        channel.register(selector, SelectionKey.OP_READ, new Scan(channel));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("event-streams").start(this::run);
  }

  private void run() {
    byte[] bytes = new byte[1 << 16];
    try {
      while (!ended) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          read((Scan) key.attachment(), bytes);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  private void read(Scan scan, byte[] bytes) throws IOException {
    int count = scan.channel.read(ByteBuffer.wrap(bytes));
    if (count < 0) {
      throw new EOFException("the server closed a stream");
    }
    if (!scan.begun) {
      String head = new String(bytes, 0, count, StandardCharsets.US_ASCII);
      if (!head.startsWith("HTTP/1.1 200")) {
        throw new IOException("a stream was refused: " + head);
      }
      scan.begun = true;
      open.incrementAndGet();
    }
    long now = System.nanoTime();
    for (int i = 0; i < count; i++) {
      int number = scan.next(bytes[i]);
      if (number >= 0 && number < due.length() && due.get(number) != 0 && !scan.had.get(number)) {
        scan.had.set(number);
        latencies.add(now - due.get(number));
        seen.incrementAndGet();
      }
    }
  }

  /// Says when the event with the mark was due; before it is sent.
  public void due(int number, long nanos) {
    due.set(number, nanos);
  }

  /// Streams that have their head.
  public long open() {
    check();
    return open.get();
  }

  /// Events that streams have received.
  public long seen() {
    check();
    return seen.get();
  }

  /// Read it when nothing more is to come.
  public Latencies latencies() {
    return latencies;
  }

  private void check() {
    IOException failure = broken;
    if (failure != null) {
      throw new IllegalStateException("a stream broke", failure);
    }
  }

  @Override
  public void close() {
    ended = true;
    selector.wakeup();
    try {
      thread.join(1_000);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
