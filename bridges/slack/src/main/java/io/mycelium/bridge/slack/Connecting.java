package io.mycelium.bridge.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import io.mycelium.core.checkup.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who we are in Slack, opens the Socket Mode connections, and sees to it that they stay
/// open. What was said while none was open is read afterwards.
final class Connecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

  /// Envelopes that are taken in at once on a connection; each takes a moment, but for forms.
  private static final int INTAKES = 8;

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final SlackSettings settings;
  private final Api api;
  private final Self self;
  private final App app;
  private final Backfill backfill;
  private final Thread thread;

  /// Guarded by itself.
  private final List<SocketModeApp> sockets = new ArrayList<>();

  private volatile boolean closed;

  Connecting(SlackSettings settings, Api api, Self self, App app, Backfill backfill) {
    this.settings = settings;
    this.api = api;
    this.self = self;
    this.app = app;
    this.backfill = backfill;
    this.thread = Thread.ofVirtual().name("slack-connections").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      introduce();
      backfill.remember();
      boolean deaf = true;
      while (!closed) {
        settings.appToken().ifPresent(this::open);
        boolean hearing = settings.appToken().isEmpty() || anyOpen();
        if (hearing && deaf) {
          backfill.read();
        }
        if (!hearing && !deaf) {
          LOG.info("no connection to Slack is open; opening one");
          backfill.remember();
        }
        deaf = !hearing;
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks Slack who we are until it answers.
  private void introduce() throws InterruptedException {
    while (self.identity().isEmpty()) {
      switch (api.self()) {
        case Result.Ok(var me) -> {
          self.is(new Self.Identity(me.getTeamId(), me.getUserId(), me.getBotId()));
          LOG.info("connected to the Slack workspace {}", me.getTeam());
        }
        case Result.Refused(var code) -> LOG.warn("Slack refuses the bot's token: {}", code);
        case Result.Later<?> _, Result.Unknown<?> _ -> LOG.warn("Slack does not answer");
      }
      if (self.identity().isEmpty()) {
        Thread.sleep(AGAIN);
      }
    }
  }

  /// Opens what is missing. A connection that broke is given up rather than waited for: Bolt's own
  /// watch takes ten seconds and may end.
  private void open(String token) {
    synchronized (sockets) {
      sockets.removeIf(socket -> {
        boolean broken = !isOpen(socket);
        if (broken) {
          close(socket);
        }
        return broken;
      });
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
      return Optional.of(socket);
    } catch (Exception e) {
      LOG.debug("no connection to Slack yet: {}", e.toString());
      return Optional.empty();
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
