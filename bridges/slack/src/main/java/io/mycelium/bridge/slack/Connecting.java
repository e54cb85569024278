package io.mycelium.bridge.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import io.mycelium.core.checkup.Finding;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who we are in Slack, opens the Socket Mode connections, and sees to it that they stay
/// open. What was said while none was open is read afterwards.
final class Connecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

  /// Envelopes that are taken in at once on a connection; each takes a moment, but for forms.
  private static final int INTAKES = 8;

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final SlackSettings settings;
  private final Workspaces workspaces;
  private final App app;
  private final Thread thread;

  /// Guarded by itself.
  private final List<SocketModeApp> sockets = new ArrayList<>();

  /// Those that were not open at the last look. Used by the thread alone.
  private List<SocketModeApp> doubtful = List.of();

  /// Workspaces whose channels are read, or about to be. Used by the thread alone.
  private final Set<Workspace> begun = new HashSet<>();

  /// When Slack is asked again who we are. Used by the thread alone.
  private long again = System.nanoTime();

  private volatile boolean closed;

  Connecting(SlackSettings settings, Workspaces workspaces, App app) {
    this.settings = settings;
    this.workspaces = workspaces;
    this.app = app;
    this.thread = Thread.ofVirtual().name("slack-connections").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        try {
          look();
        } catch (StoreUnavailable e) {
          LOG.debug("the store is not there: {}", e.getMessage());
        } catch (RuntimeException e) {
          LOG.error("the connections to Slack cannot be seen to; trying again", e);
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    if (!introduced()) {
      return;
    }
    workspaces.refresh();
    List<Workspace> all = workspaces.all();
    begun.retainAll(all);
    all.stream().filter(begun::add).forEach(workspace -> workspace.backfill().begins());
    settings.appToken().ifPresent(this::open);
    if (settings.appToken().isEmpty() || anyOpen()) {
      all.forEach(workspace -> workspace.backfill().ends());
    }
  }

  /// Asks Slack who we are in the configured workspace until it answers. What is said there cannot
  /// be heard before; the others do not wait for it when its token is refused.
  private boolean introduced() {
    Optional<Workspace> configured = workspaces.configured();
    if (configured.isEmpty() || configured.get().self().identity().isPresent()) {
      return true;
    }
    if (System.nanoTime() - again >= 0) {
      introduce(configured.get());
      again = System.nanoTime() + AGAIN.toNanos();
    }
    return configured.get().self().identity().isPresent()
        || (settings.client().isPresent() && configured.get().api().lockedOut());
  }

  private static void introduce(Workspace workspace) {
    switch (workspace.api().self()) {
      case Result.Ok(var me) -> {
        workspace
            .self()
            .is(new Self.Identity(me.getTeamId(), me.getTeam(), me.getUserId(), me.getBotId()));
        LOG.info("connected to the Slack workspace {}", me.getTeam());
      }
      case Result.Refused(var code) -> LOG.warn("Slack refuses the bot's token: {}", code);
      case Result.Later<?> _ when workspace.api().lockedOut() ->
          LOG.debug("Slack still refuses the bot's token");
      case Result.Later<?> _, Result.Unknown<?> _ -> LOG.warn("Slack does not answer");
    }
  }

  /// Opens what is missing. A connection that broke is given up rather than waited for: Bolt's own
  /// watch takes ten seconds and may end. One that is not open just once may be changing over, as
  /// Slack asks it to.
  private void open(String token) {
    synchronized (sockets) {
      List<SocketModeApp> shut = sockets.stream().filter(s -> !isOpen(s)).toList();
      List<SocketModeApp> broken = shut.stream().filter(doubtful::contains).toList();
      doubtful = shut;
      if (!broken.isEmpty()) {
        LOG.info("{} connections to Slack broke; opening others", broken.size());
        // Also while another one is open: what was on its way by this one may be lost.
        workspaces.all().forEach(workspace -> workspace.backfill().begins());
        broken.forEach(Connecting::close);
        sockets.removeAll(broken);
      }
      while (!closed && sockets.size() < settings.connections()) {
        Optional<SocketModeApp> socket = socket(token);
        if (socket.isEmpty()) {
          return;
        }
        sockets.add(socket.get());
      }
    }
  }

  private Optional<SocketModeApp> socket(String token) {
    try {
      var socket = new SocketModeApp(token, app, SocketModeClient.Backend.JavaWebSocket, INTAKES);
      socket.startAsync();
      SocketModeClient client = socket.getClient();
      client.setAutoReconnectEnabled(false);
      client.addWebSocketMessageListener(this::heard);
      return Optional.of(socket);
    } catch (Exception e) {
      LOG.debug("no connection to Slack yet: {}", e.toString());
      return Optional.empty();
    }
  }

  /// A connection is greeted again when Bolt has changed it over, because Slack asked for it; what
  /// was said meanwhile may have gone to the old one.
  private void heard(String frame) {
    if (Json.parse(frame).path("type").asText().equals("hello")) {
      List<Workspace> all = workspaces.all();
      all.forEach(workspace -> workspace.backfill().begins());
      all.forEach(workspace -> workspace.backfill().ends());
    }
  }

  private static boolean isOpen(SocketModeApp socket) {
    return socket.getClient() != null && socket.getClient().verifyConnection();
  }

  private boolean anyOpen() {
    synchronized (sockets) {
      return sockets.stream().anyMatch(Connecting::isOpen);
    }
  }

  /// How many of the connections are open.
  Finding look(String what) {
    if (settings.appToken().isEmpty()) {
      return settings.signingSecret().isPresent()
          ? Finding.good(what, "Slack calls over HTTP, at /slack")
          : Finding.bad(
              what,
              "There is neither slack.app-token-file nor slack.signing-secret-file, so Slack cannot reach this gateway.");
    }
    synchronized (sockets) {
      long open = sockets.stream().filter(Connecting::isOpen).count();
      String said = "%d of %d Socket Mode connections".formatted(open, settings.connections());
      return open > 0
          ? Finding.good(what, said)
          : Finding.bad(what, said + "; is the token in slack.app-token-file good?");
    }
  }

  private static void close(SocketModeApp socket) {
    try {
      socket.close();
    } catch (Exception e) {
      LOG.debug("a connection to Slack did not close cleanly", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    synchronized (sockets) {
      sockets.forEach(Connecting::close);
    }
  }
}
