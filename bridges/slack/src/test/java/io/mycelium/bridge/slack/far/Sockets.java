package io.mycelium.bridge.slack.far;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/// The far end of Socket Mode. An envelope goes to exactly one of the open sockets. Threadsafe.
final class Sockets extends WebSocketServer implements Carrier {
  private static final Duration TICKET_LIFE = Duration.ofSeconds(30);
  private static final int MOST = 10;

  private final Clock clock;
  private final CountDownLatch started = new CountDownLatch(1);
  private final Map<String, Instant> tickets = new ConcurrentHashMap<>();
  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<Optional<JsonObject>>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  Sockets(Clock clock) throws InterruptedException {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.clock = clock;
    setReuseAddr(true);
    setTcpNoDelay(true);
    setDaemon(true);
    start();
    if (!started.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the socket server did not start");
    }
  }

  /// An address that one client may connect to within half a minute.
  String newAddress() {
    String ticket = UUID.randomUUID().toString();
    tickets.put(ticket, clock.instant().plus(TICKET_LIFE));
    return "ws://127.0.0.1:" + getPort() + "/link/?ticket=" + ticket + "&app_id=" + World.APP;
  }

  int connected() {
    return open.size();
  }

  /// Ends all connections without a word.
  void cut() {
    List<WebSocket> all = List.copyOf(open);
    open.removeAll(all);
    all.forEach(socket -> socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "cut"));
  }

  /// Asks clients to connect anew; nothing more is sent to them on the old sockets.
  void disconnect(String reason) {
    List<WebSocket> all = List.copyOf(open);
    open.removeAll(all);
    all.forEach(socket ->
        send(
            socket,
            Tree.of("type", "disconnect", "reason", reason, "debug_info", Tree.of("host", "far"))));
  }

  @Override
  public boolean carry(Envelope envelope, Consumer<Optional<JsonObject>> acknowledged) {
    waiting.put(envelope.id(), acknowledged);
    List<WebSocket> now = List.copyOf(open);
    int first = turn.getAndIncrement();
    for (int i = 0; i < now.size(); i++) {
      if (send(now.get(Math.floorMod(first + i, now.size())), envelope.frame())) {
        return true;
      }
    }
    return false;
  }

  private static boolean send(WebSocket socket, JsonObject frame) {
    if (!socket.isOpen()) {
      return false;
    }
    socket.send(frame.toString());
    return true;
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
    String ticket = request.getResourceDescriptor().replaceFirst(".*[?&]ticket=([^&]*).*", "$1");
    Instant until = tickets.remove(ticket);
    if (until == null || clock.instant().isAfter(until)) {
      throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "no such ticket");
    }
    return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    if (open.size() >= MOST) {
      send(socket, Tree.of("type", "disconnect", "reason", "too_many_websockets"));
      socket.close();
      return;
    }
    send(
        socket,
        Tree.of(
            "type",
            "hello",
            "num_connections",
            open.size() + 1,
            "connection_info",
            Tree.of("app_id", World.APP),
            "debug_info",
            Tree.of("host", "far", "build_number", 9, "approximate_connection_time", 18_060)));
    open.add(socket);
  }

  @Override
  public void onMessage(WebSocket socket, String message) {
    JsonElement frame = JsonParser.parseString(message);
    Consumer<Optional<JsonObject>> acknowledged = waiting.remove(Tree.text(frame, "envelope_id"));
    if (acknowledged != null) {
      JsonElement payload = Tree.at(frame, "payload");
      acknowledged.accept(
          payload.isJsonObject() ? Optional.of(payload.getAsJsonObject()) : Optional.empty());
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    open.remove(socket);
  }

  @Override
  public void onError(WebSocket socket, Exception problem) {
    if (socket != null) {
      open.remove(socket);
    }
  }
}
