package io.mycelium.acceptance.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The network between a browser and a gateway, which can be cut, held up, and lose an answer.
public final class Cable implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;
  private static final int LINE = 400;
  private static final Loss NONE = new Loss("", new CountDownLatch(0));

  private enum State {
    WHOLE,
    CUT,
    HELD
  }

  /// Requests whose answers are to get lost, and whether one was.
  private record Loss(String request, CountDownLatch happened) {}

  /// Looks at what passes.
  private interface Look {
    boolean at(Pair pair, byte[] part, int length);
  }

  /// Both ends of a connection.
  private static final class Pair {
    private final Socket browser;
    private final Socket gateway;
    private long sent;
    private volatile Loss loss = NONE;

    Pair(Socket browser, Socket gateway) {
      this.browser = browser;
      this.gateway = gateway;
    }

    void shut() {
      Cable.shut(browser);
      Cable.shut(gateway);
    }
  }

  private final URI target;
  private final ServerSocket near;
  private final Set<Pair> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<State> state = new AtomicReference<>(State.WHOLE);
  private final AtomicReference<Loss> loss = new AtomicReference<>(NONE);
  private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

  /// Lays one to a gateway.
  public static Cable to(String url) {
    try {
      var cable =
          new Cable(URI.create(url), new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1")));
      Thread.ofVirtual().start(cable::accept);
      return cable;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cable(URI target, ServerSocket near) {
    this.target = target;
    this.near = near;
  }

  /// The gateway's address at this end.
  public String url() {
    return "http://127.0.0.1:" + near.getLocalPort();
  }

  /// An address of the gateway, such as a link, as it is at this end.
  public String through(String address) {
    return url() + URI.create(address).getRawPath();
  }

  /// Breaks every connection; no other one is made until it is whole again.
  public void cut() {
    state.set(State.CUT);
    open.forEach(Pair::shut);
  }

  /// Lets nothing through any more, and nobody knows: the connections stay.
  public void hold() {
    state.set(State.HELD);
  }

  /// Makes it whole: connections that come now go through, those that were held up are gone.
  public void mend() {
    State was = state.getAndSet(State.WHOLE);
    limit.set(Long.MAX_VALUE);
    loss.set(NONE);
    if (was == State.HELD) {
      open.forEach(Pair::shut);
    }
  }

  /// Lets requests with this in their first line through, and breaks the connection in place of
  /// their answers, until it is mended. (Browsers ask again once by themselves.)
  public void loseAnswersTo(String request) {
    loss.set(new Loss(request, new CountDownLatch(1)));
  }

  /// Whether that has happened within ten seconds.
  public boolean hasLostIt() {
    try {
      return loss.get().happened().await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Cuts itself when one connection has sent so many bytes.
  public void cutAfter(long bytes) {
    limit.set(bytes);
  }

  private void accept() {
    while (!near.isClosed()) {
      try {
        Socket browser = near.accept();
        if (state.get() == State.CUT) {
          shut(browser);
        } else {
          join(browser);
        }
      } catch (IOException e) {
        // The test is over; whoever is still connected sees a broken connection.
        open.forEach(Pair::shut);
      }
    }
  }

  private void join(Socket browser) {
    try {
      Pair pair = new Pair(browser, new Socket(target.getHost(), target.getPort()));
      open.add(pair);
      if (state.get() == State.CUT) {
        pair.shut(); // it was cut while this one was made
        return;
      }
      Thread.ofVirtual().start(() -> pass(pair, pair.browser, pair.gateway, this::asked));
      Thread.ofVirtual().start(() -> pass(pair, pair.gateway, pair.browser, this::answered));
    } catch (IOException e) {
      shut(browser); // the gateway is away
    }
  }

  private void pass(Pair pair, Socket from, Socket to, Look look) {
    byte[] part = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(part); n >= 0 && look.at(pair, part, n); n = in.read(part)) {
        if (state.get() != State.HELD) {
          out.write(part, 0, n);
        }
      }
    } catch (IOException e) {
      // Either end is gone, so the other one goes, too.
      open.remove(pair);
    } finally {
      open.remove(pair);
      pair.shut();
    }
  }

  /// @return whether it goes on
  private boolean asked(Pair pair, byte[] part, int length) {
    pair.sent += length;
    if (pair.sent > limit.get()) {
      cut();
      return false;
    }
    String text = new String(part, 0, Math.min(length, LINE), StandardCharsets.ISO_8859_1);
    Loss next = loss.get();
    if (next != NONE && text.lines().findFirst().orElse("").contains(next.request())) {
      pair.loss = next;
    }
    return true;
  }

  /// @return whether it goes on
  private boolean answered(Pair pair, byte[] part, int length) {
    Loss now = pair.loss;
    now.happened().countDown();
    return now == NONE;
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      near.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
