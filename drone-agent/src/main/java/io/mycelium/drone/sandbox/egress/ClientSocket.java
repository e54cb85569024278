package io.mycelium.drone.sandbox.egress;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A connection that a contained program made. One thread reads and one writes; [#close] comes
/// after both.
final class ClientSocket implements AutoCloseable {
  private static final int BUFFER = 16 << 10;

  private final int fd;

  /// Freed when nobody can reach it any more: a thread may be in the middle of a call.
  private final MemorySegment received = Arena.ofAuto().allocate(BUFFER);

  private final MemorySegment sent = Arena.ofAuto().allocate(BUFFER);
  private boolean closed;

  ClientSocket(int fd) {
    this.fd = fd;
  }

  InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = Sockets.receive(fd, received.asSlice(0, Math.min(length, received.byteSize())));
        MemorySegment.copy(received, JAVA_BYTE, 0, into, offset, count);
        return count == 0 ? -1 : count;
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
          int next = Math.min(length - done, BUFFER);
          MemorySegment.copy(from, offset + done, sent, JAVA_BYTE, 0, next);
          done += Sockets.send(fd, sent.asSlice(0, next));
        }
      }
    };
  }

  /// Lets the next reads wait so long at most; 0 for without end.
  void readWithin(long seconds) throws IOException {
    Sockets.receiveWithin(fd, seconds);
  }

  /// Ends both directions, and whoever waits for one. Safe for use by every thread.
  synchronized void end() {
    if (!closed) {
      Sockets.shutdown(fd, Sockets.BOTH);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Sockets.close(fd);
    }
  }
}
