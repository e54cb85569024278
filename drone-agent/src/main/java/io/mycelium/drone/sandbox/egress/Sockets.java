package io.mycelium.drone.sandbox.egress;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/// Sockets of 64-bit Linux by their descriptors, for what Java's own cannot do: to be handed from
/// one process to another.
///
/// This class and [DoorOpener] alone run inside of a sandbox, so it needs nothing but the JDK.
final class Sockets {
  static final int UNIX = 1;
  static final int INET = 2;

  /// Of both directions, for [#shutdown].
  static final int BOTH = 2;

  /// Of what is written, for [#shutdown].
  static final int WRITING = 1;

  private static final int STREAM_CLOSED_ON_EXEC = 1 | 0x80000;
  private static final int PATH_CLOSED_ON_EXEC = 0x200000 | 0x80000;
  private static final int NO_SIGNAL = 0x4000;
  private static final int CLOSED_ON_EXEC = 0x40000000;
  private static final int SOCKET_LEVEL = 1;
  private static final int RIGHTS = 1;
  private static final int RECEIVE_TIMEOUT = 20;
  private static final int BACKLOG = 64;
  private static final int INTERRUPTED = 4;
  private static final int LONGEST_PATH = 107;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle OPEN = handle("open", ADDRESS, JAVA_INT);
  private static final MethodHandle BIND = handle("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT = handle("connect", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LISTEN = handle("listen", JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT = handle("accept", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SEND_MESSAGE = handle("sendmsg", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECEIVE_MESSAGE =
      handle("recvmsg", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND = handle("send", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECEIVE =
      handle("recv", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SHUTDOWN = handle("shutdown", JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = handle("close", JAVA_INT);
  private static final MethodHandle SET_OPTION =
      handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

  private Sockets() {}

  /// All results are taken as 64 bits; those of 32 are cut to size in [#checked].
  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, MemoryLayout... parameters) {
    boolean sized = name.startsWith("send") || name.startsWith("recv");
    FunctionDescriptor shape = FunctionDescriptor.of(sized ? JAVA_LONG : JAVA_INT, parameters);
    MethodHandle exact =
        LINKER.downcallHandle(
            LINKER.defaultLookup().find(name).orElseThrow(),
            shape,
            Linker.Option.captureCallState("errno"));
    return exact.asType(exact.type().changeReturnType(long.class));
  }

  private interface Call {
    long on(MemorySegment state) throws Throwable;
  }

  /// Calls, again when a signal came in between.
  private static long checked(String what, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = call.on(state);
      while (result < 0 && (int) ERRNO.get(state, 0L) == INTERRUPTED) {
        result = call.on(state);
      }
      if (result < 0) {
        throw new IOException(what + " failed with error " + (int) ERRNO.get(state, 0L));
      }
      return result;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static int open(int domain) throws IOException {
    return (int)
        checked("socket", s -> (long) SOCKET.invokeExact(s, domain, STREAM_CLOSED_ON_EXEC, 0));
  }

  /// Listens on a port of the loopback of the network that this process is in.
  static int listenOnLoopback(int port) throws IOException {
    int fd = open(INET);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(16);
      address.set(JAVA_SHORT, 0, (short) INET);
      byte[] portAndHost = {(byte) (port >> 8), (byte) port, 127, 0, 0, 1};
      MemorySegment.copy(portAndHost, 0, address, JAVA_BYTE, 2, portAndHost.length);
      checked("bind", s -> (long) BIND.invokeExact(s, fd, address, 16));
      checked("listen", s -> (long) LISTEN.invokeExact(s, fd, BACKLOG));
      return fd;
    }
  }

  /// Listens at a name in a folder, however long the folder's path is.
  static int listenAt(String folder, String name) throws IOException {
    int fd = open(UNIX);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(folder);
      int at = (int) checked("open", s -> (long) OPEN.invokeExact(s, path, PATH_CLOSED_ON_EXEC));
      try {
        MemorySegment address = unixAddress(arena, "/proc/self/fd/" + at + "/" + name);
        int size = (int) address.byteSize();
        checked("bind", s -> (long) BIND.invokeExact(s, fd, address, size));
      } finally {
        close(at);
      }
      checked("listen", s -> (long) LISTEN.invokeExact(s, fd, 1));
      return fd;
    }
  }

  static int connectTo(String path) throws IOException {
    int fd = open(UNIX);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = unixAddress(arena, path);
      int size = (int) address.byteSize();
      checked("connect", s -> (long) CONNECT.invokeExact(s, fd, address, size));
      return fd;
    }
  }

  private static MemorySegment unixAddress(Arena arena, String path) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_PATH) {
      throw new IOException("too long for a socket: " + path);
    }
    MemorySegment address = arena.allocate(2L + LONGEST_PATH + 1);
    address.set(JAVA_SHORT, 0, (short) UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
    return address;
  }

  /// Waits for a connection. [#shutdown] of the listening one ends that with an error.
  static int accept(int fd) throws IOException {
    MemorySegment none = MemorySegment.NULL;
    return (int) checked("accept", s -> (long) ACCEPT.invokeExact(s, fd, none, none));
  }

  /// Hands a descriptor to whoever is at the other end of a unix socket.
  static void hand(int fd, int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Message message = Message.in(arena);
      message.control().set(JAVA_LONG, 0, 20);
      message.control().set(JAVA_INT, 8, SOCKET_LEVEL);
      message.control().set(JAVA_INT, 12, RIGHTS);
      message.control().set(JAVA_INT, 16, descriptor);
      MemorySegment header = message.header();
      checked("sendmsg", s -> (long) SEND_MESSAGE.invokeExact(s, fd, header, NO_SIGNAL));
    }
  }

  /// Takes what [#hand] gave.
  ///
  /// @throws IOException when something else came, or nothing
  static int take(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Message message = Message.in(arena);
      MemorySegment header = message.header();
      long count =
          checked(
              "recvmsg", s -> (long) RECEIVE_MESSAGE.invokeExact(s, fd, header, CLOSED_ON_EXEC));
      if (count != 1
          || header.get(JAVA_LONG, 40) < 20
          || message.control().get(JAVA_INT, 12) != RIGHTS) {
        throw new IOException("no descriptor came");
      }
      return message.control().get(JAVA_INT, 16);
    }
  }

  /// One byte with a place for one descriptor, as `struct msghdr` lays it out.
  private record Message(MemorySegment header, MemorySegment control) {
    static Message in(Arena arena) {
      MemorySegment part = arena.allocate(16, 8);
      part.set(ADDRESS, 0, arena.allocate(1));
      part.set(JAVA_LONG, 8, 1);
      MemorySegment control = arena.allocate(24, 8);
      MemorySegment header = arena.allocate(56, 8);
      header.set(ADDRESS, 16, part);
      header.set(JAVA_LONG, 24, 1);
      header.set(ADDRESS, 32, control);
      header.set(JAVA_LONG, 40, control.byteSize());
      return new Message(header, control);
    }
  }

  /// How many bytes came, 0 at the end.
  static int receive(int fd, MemorySegment into) throws IOException {
    long size = into.byteSize();
    return (int) checked("recv", s -> (long) RECEIVE.invokeExact(s, fd, into, size, 0));
  }

  /// How many bytes went.
  static int send(int fd, MemorySegment from) throws IOException {
    long size = from.byteSize();
    return (int) checked("send", s -> (long) SEND.invokeExact(s, fd, from, size, NO_SIGNAL));
  }

  /// Lets [#receive] wait so long at most.
  static void receiveWithin(int fd, long seconds) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(16, 8);
      time.set(JAVA_LONG, 0, seconds);
      checked(
          "setsockopt",
          s -> (long) SET_OPTION.invokeExact(s, fd, SOCKET_LEVEL, RECEIVE_TIMEOUT, time, 16));
    }
  }

  /// Ends directions, and whoever waits for them; of a socket that is gone already, nothing.
  static void shutdown(int fd, int directions) {
    try {
      checked("shutdown", s -> (long) SHUTDOWN.invokeExact(s, fd, directions));
    } catch (IOException e) {
      // The other end was quicker.
      return;
    }
  }

  static void close(int fd) {
    try {
      checked("close", s -> (long) CLOSE.invokeExact(s, fd));
    } catch (IOException e) {
      // It is closed all the same.
      return;
    }
  }
}
