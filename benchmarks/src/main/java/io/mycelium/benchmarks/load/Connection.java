package io.mycelium.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection that has one request under way at most.
final class Connection implements AutoCloseable {
  private static final int OK_FROM = 200;
  private static final int OK_TO = 300;
  private static final int STATUS = 9;
  private static final String LENGTH = "content-length:";

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 16);

  /// Bytes of the body that are still to come; -1 before the end of the head.
  private long missing = -1;

  private int status;

  /// When the request under way was due, in nanoseconds.
  private volatile long due;

  private Connection(SocketChannel channel) {
    this.channel = channel;
  }

  static Connection open(URI server, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(Requests.address(server));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  /// Sends a request, which is small enough to go out at once.
  void send(ByteBuffer request, long dueNanos) throws IOException {
    due = dueNanos;
    channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("the server reads too slowly");
    }
  }

  long due() {
    return due;
  }

  /// Reads what is there.
  ///
  /// @return whether an answer is complete
  boolean receive() throws IOException {
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the server closed a connection");
    }
    if (missing < 0 && !head()) {
      return false;
    }
    missing -= in.position();
    in.clear();
    if (missing > 0) {
      return false;
    }
    missing = -1;
    return true;
  }

  boolean ok() {
    return status >= OK_FROM && status < OK_TO;
  }

  int status() {
    return status;
  }

  /// Looks for the end of the head; takes the head away when it is there.
  private boolean head() throws IOException {
    byte[] bytes = in.array();
    int end = in.position();
    for (int i = 3; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        status =
            (bytes[STATUS] - '0') * 100 + (bytes[STATUS + 1] - '0') * 10 + bytes[STATUS + 2] - '0';
        missing = length(bytes, i) + i + 1;
        return true;
      }
    }
    return false;
  }

  private static long length(byte[] bytes, int end) throws IOException {
    String head = new String(bytes, 0, end, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    int at = head.indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("an answer without a length: " + head);
    }
    return Long.parseLong(head.substring(at + LENGTH.length(), head.indexOf(13, at)).strip());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
