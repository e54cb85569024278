package io.mycelium.drone.sandbox.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One connection to the proxy, from the request to the end of what follows. For one thread, which
/// has another one for the way there.
final class ProxyConnection {
  private static final long LONGEST_HEAD_SECONDS = 30;
  private static final int LONGEST_CONNECT_MILLIS = 10_000;
  private static final byte[] ESTABLISHED =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ClientSocket client;
  private final Gate gate;
  private final Refusals refusals;

  /// Guarded by this.
  private @Nullable Socket there;

  /// Guarded by this.
  private boolean ended;

  ProxyConnection(ClientSocket client, Gate gate, Refusals refusals) {
    this.client = client;
    this.gate = gate;
    this.refusals = refusals;
  }

  /// Serves it; a connection that breaks is no matter of ours.
  void serve() {
    try {
      client.readWithin(LONGEST_HEAD_SECONDS);
      // What came with the head belongs to what follows.
      InputStream in = new BufferedInputStream(client.input());
      Optional<ProxyRequest> request = ProxyRequest.read(in);
      client.readWithin(0);
      if (request.isEmpty()) {
        answer("400 Bad Request", "This proxy takes CONNECT, and requests to http:// addresses.");
        return;
      }
      switch (gate.decide(request.get().to())) {
        case Gate.Decision.Open(var addresses) -> join(request.get(), in, addresses);
        case Gate.Decision.Refused(String why) -> {
          refusals.tell(request.get().to(), why);
          answer("403 Forbidden", why);
        }
        case Gate.Decision.Unknown(String why) -> answer("502 Bad Gateway", why);
      }
    } catch (IOException e) {
      // Either end broke off; the other one notices by the close.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends it from outside. Safe for use by every thread.
  void end() throws IOException {
    Socket open;
    synchronized (this) {
      ended = true;
      open = there;
    }
    client.end();
    if (open != null) {
      open.close();
    }
  }

  private synchronized void keep(Socket connected) throws IOException {
    if (ended) {
      connected.close();
      throw new IOException("ended meanwhile");
    }
    there = connected;
  }

  private void answer(String status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length);
    OutputStream out = client.output();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
  }

  private void join(ProxyRequest request, InputStream in, List<InetAddress> addresses)
      throws IOException, InterruptedException {
    Optional<Socket> connected = connected(addresses, request.to().port());
    if (connected.isEmpty()) {
      answer("502 Bad Gateway", "%s does not answer.".formatted(request.to()));
      return;
    }
    Socket to = connected.get();
    Thread onward =
        Thread.ofPlatform().daemon().name("egress-onward").unstarted(() -> onward(in, to));
    try {
      keep(to);
      if (request.tunnel()) {
        client.output().write(ESTABLISHED);
      } else {
        to.getOutputStream().write(request.head().getBytes(StandardCharsets.ISO_8859_1));
      }
      onward.start();
      to.getInputStream().transferTo(client.output());
    } finally {
      client.end();
      to.close();
      onward.join();
    }
  }

  private static Optional<Socket> connected(List<InetAddress> addresses, int port)
      throws IOException {
    for (InetAddress address : addresses) {
      var socket = new Socket(java.net.Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), LONGEST_CONNECT_MILLIS);
        return Optional.of(socket);
      } catch (IOException e) {
        // The next address may answer.
        socket.close();
      }
    }
    return Optional.empty();
  }

  private static void onward(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // The way back ends by itself.
      return;
    }
  }
}
