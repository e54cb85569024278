package io.mycelium.redis.client;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// The way to one Redis, whether it is a server, a Sentinel group or a cluster. Safe for use by
/// many threads.
///
/// Commands go through [#shared()]; a read that blocks needs a connection of its own,
/// [#dedicated(Duration)], because on a shared one it holds up everybody behind it.
///
/// **While Redis is away** commands are not refused at once but wait, 10,000 of them at most, until
/// the connection is back or the command timeout ends: the restart of an embedded Redis takes less
/// than a second, and nobody shall notice it. A command whose time is up is never sent later.
/// Commands in flight when a connection breaks are repeated, so a write may happen twice: each
/// carries an id by which the second one is recognised. When the command timeout has passed, reads
/// end in [RedisUnavailable] and writes in [OutcomeUnknown].
public final class Redis implements AutoCloseable {
  private static final Duration MARGIN = Duration.ofSeconds(2);
  private static final int MOST_WAITING = 10_000;

  /// The timer of command timeouts lets go of a command that has been answered at its next tick,
  /// and of its answer too. With the library's 100 ms that was tens of megabytes under load, which
  /// the collector copied about.
  private static final Duration TICK = Duration.ofMillis(10);

  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("redis-timer-", 0).factory();

  private final RedisSettings settings;
  private final Timer timer;
  private final ClientResources resources;
  private final AbstractRedisClient client;
  private final RedisConnection shared;

  private Redis(RedisSettings settings) {
    this.settings = settings;
    this.timer = new HashedWheelTimer(THREADS, TICK.toMillis(), TimeUnit.MILLISECONDS);
    this.resources = resources(settings, timer);
    this.client = client(settings, resources);
    boolean connected = false;
    try {
      this.shared = open(settings.commandTimeout());
      connected = true;
    } finally {
      if (!connected) {
        shutDown();
      }
    }
  }

  /// Connects.
  ///
  /// @throws RedisUnavailable when that fails, in a sentence that says what to do
  public static Redis connect(RedisSettings settings) {
    return new Redis(settings);
  }

  private static ClientResources resources(RedisSettings settings, Timer timer) {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(settings.ioThreads())
        .computationThreadPoolSize(2)
        .timer(timer)
        .reconnectDelay(() ->
            Delay.equalJitter(
                Duration.ofMillis(5), Duration.ofSeconds(1), 5, TimeUnit.MILLISECONDS))
        .build();
  }

  /// A node of a cluster ends commands by the timeout of its address, whatever its connection says;
  /// so that one is the longest of all.
  private static AbstractRedisClient client(RedisSettings settings, ClientResources resources) {
    List<RedisURI> places = settings.url().places(longest(settings));
    return switch (settings.url().kind()) {
      case SERVER, SENTINEL -> {
        RedisClient client = new LeanClient(resources, places.getFirst());
        client.setOptions(configured(ClientOptions.builder(), settings).build());
        yield client;
      }
      case CLUSTER -> {
        RedisClusterClient client = RedisClusterClient.create(resources, places);
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        configured(options, settings);
        client.setOptions(
            options
                .topologyRefreshOptions(
                    ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(Duration.ofSeconds(60))
                        .build())
                .build());
        yield client;
      }
    };
  }

  private static <B extends ClientOptions.Builder> B configured(B options, RedisSettings settings) {
    options
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.ACCEPT_COMMANDS)
        .requestQueueSize(MOST_WAITING)
        .timeoutOptions(TimeoutOptions.enabled())
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .sslOptions(SslOptions.builder().handshakeTimeout(settings.connectTimeout()).build())
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(settings.connectTimeout())
                .keepAlive(true)
                .build());
    return options;
  }

  private static Duration longest(RedisSettings settings) {
    Duration blocking = settings.longestBlock().plus(MARGIN);
    return blocking.compareTo(settings.commandTimeout()) > 0 ? blocking : settings.commandTimeout();
  }

  private RedisConnection open(Duration timeout) {
    try {
      RedisConnection opened =
          switch (client) {
            case RedisClient one -> RedisConnection.of(one.connect());
            case RedisClusterClient many -> RedisConnection.of(many.connect());
            default -> throw new IllegalStateException("unknown client " + client.getClass());
          };
      opened.limit(timeout);
      return opened;
    } catch (RedisException e) {
      throw Failures.whileConnecting(settings.url(), e);
    }
  }

  /// Returns the connection for everything that does not block. It is closed with this object, not
  /// by its users.
  public RedisConnection shared() {
    return shared;
  }

  /// Opens a connection for reads that block. Whoever opens it closes it.
  ///
  /// @param block the longest `BLOCK` that will be asked for; a command may take two seconds more
  /// @throws IllegalArgumentException when that is longer than [RedisSettings#longestBlock()]
  /// @throws RedisUnavailable when no connection can be had
  public RedisConnection dedicated(Duration block) {
    if (block.compareTo(settings.longestBlock()) > 0) {
      throw new IllegalArgumentException(
          "reads may block for %s at most, not for %s".formatted(settings.longestBlock(), block));
    }
    return open(block.plus(MARGIN));
  }

  /// Closes all connections, the dedicated ones too. Commands that wait fail.
  @Override
  public void close() {
    shared.close();
    shutDown();
  }

  private void shutDown() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    timer.stop();
  }
}
