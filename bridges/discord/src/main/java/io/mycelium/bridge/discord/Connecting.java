package io.mycelium.bridge.discord;

import io.mycelium.core.checkup.Finding;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the connection while this gateway holds it, and sees to it that it stays open and that the
/// commands are those of the catalogue.
final class Connecting extends ListenerAdapter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /// Where an operator has to do something first.
  private static final Duration HELPED = Duration.ofSeconds(30);

  private final DiscordSettings settings;
  private final Asking asking;
  private final Line line;
  private final Holding holding;
  private final Listeners listeners;
  private final Apart apart;
  private final Thread thread;
  private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();

  /// Why an operator is asked for help; said once each time.
  private volatile String complaint = "";

  private volatile boolean closed;

  /// Who is told of what happens there.
  record Listeners(Hearing hearing, Deeds deeds, Backfill backfill, Commanding commanding) {}

  Connecting(
      DiscordSettings settings,
      Asking asking,
      Line line,
      Holding holding,
      Listeners listeners,
      Apart apart) {
    this.settings = settings;
    this.asking = asking;
    this.line = line;
    this.holding = holding;
    this.listeners = listeners;
    this.apart = apart;
    this.thread = Thread.ofVirtual().name("discord-connection").unstarted(this::run);
  }

  void start() {
    holding.start();
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(step());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what is to be done now.
  ///
  /// @return how long nothing is
  private Duration step() {
    try {
      if (!holding.isHeld()) {
        disconnect();
        return LOOK;
      }
      Optional<JDA> jda = line.jda().filter(Connecting::lives);
      if (jda.isEmpty()) {
        return connect();
      }
      JDA.Status status = jda.get().getStatus();
      if (status == JDA.Status.CONNECTED) {
        listeners.commanding().keep(jda.get());
      }
      if (apart.tooLong(status)) {
        LOG.warn("Discord was not reached for {} ({}); connecting anew", Apart.TOO_LONG, status);
        disconnect();
      }
    } catch (StoreUnavailable e) {
      LOG.debug("the store is not there: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("no connection to Discord; trying again", e);
      return AGAIN;
    }
    return LOOK;
  }

  private static boolean lives(JDA jda) {
    return switch (jda.getStatus()) {
      case SHUTDOWN, FAILED_TO_LOGIN, SHUTTING_DOWN -> false;
      default -> true;
    };
  }

  private Duration connect() {
    line.gone();
    if (!complaint.isEmpty()) {
      complaint = "";
      return HELPED;
    }
    return switch (asking.token()) {
      case GOOD -> {
        listeners.hearing().rest();
        listeners.backfill().remember();
        yield open();
      }
      case REFUSED -> complain("Discord refuses the bot's token; copy it anew from its page");
      case NOBODY_KNOWS -> {
        LOG.debug("Discord does not answer");
        yield AGAIN;
      }
    };
  }

  private static Duration complain(String what) {
    LOG.error(what);
    return HELPED;
  }

  private Duration open() {
    try {
      apart.begins();
      JDA jda = builder().build();
      line.is(jda);
      if (closed) {
        jda.shutdownNow();
      }
      return LOOK;
    } catch (InvalidTokenException e) {
      return complain("Discord refuses the bot's token; copy it anew from its page");
    }
  }

  private JDABuilder builder() {
    JDABuilder builder =
        JDABuilder.createLight(
                settings.botToken(),
                GatewayIntent.GUILD_MESSAGES,
                GatewayIntent.GUILD_MESSAGE_REACTIONS,
                GatewayIntent.DIRECT_MESSAGES,
                GatewayIntent.MESSAGE_CONTENT)
            .setEnableShutdownHook(false)
            .setMaxReconnectDelay(Apart.LONGEST_PAUSE)
            // One thread, so that what is said is heard in its order.
            .setEventPool(
                Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("discord-events").factory()),
                true)
            .setCallbackPool(callbacks)
            .addEventListeners(listeners.hearing(), listeners.deeds(), this);
    settings.api().ifPresent(api -> builder.setRestConfig(new RestConfig().setBaseUrl(api)));
    settings.gateway().ifPresent(gateway -> builder.setSessionController(at(gateway)));
    return builder;
  }

  private static ConcurrentSessionController at(String gateway) {
    return new ConcurrentSessionController() {
      @Override
      public String getGateway() {
        return gateway;
      }
    };
  }

  @Override
  public void onShutdown(ShutdownEvent event) {
    if (closed) {
      return;
    }
    CloseCode code = event.getCloseCode();
    if (code == CloseCode.DISALLOWED_INTENTS) {
      complaint =
          "Discord does not let the bot read messages: switch on its Message Content Intent, on the page Bot of the application";
      LOG.error(complaint);
    } else if (code != null && !code.isReconnect()) {
      complaint = "Discord ended the connection: " + code.getMeaning();
      LOG.error(complaint);
    }
  }

  /// How the connection is.
  Finding look(String what) {
    Optional<JDA.Status> status = line.jda().map(JDA::getStatus);
    if (status.filter(JDA.Status.CONNECTED::equals).isPresent()) {
      return Finding.good(what, "this gateway has it");
    }
    if (!complaint.isEmpty()) {
      return Finding.bad(what, complaint);
    }
    return holding.isHeld()
        ? Finding.bad(what, status.map(now -> "not there: " + now).orElse("not there yet"))
        : Finding.good(what, "another gateway has it");
  }

  private void disconnect() {
    line.jda().ifPresent(JDA::shutdownNow);
    line.gone();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    disconnect();
    holding.close();
    callbacks.shutdown();
  }
}
