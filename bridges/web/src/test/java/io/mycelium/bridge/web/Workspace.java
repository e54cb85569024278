package io.mycelium.bridge.web;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.fixture.TestIds;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.peers.Bootstrap;
import io.mycelium.functions.peers.PeersModule;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.redis.blobs.RedisBlobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.state.RedisWorkspace;
import io.mycelium.serving.Credentials;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A workspace in a real Redis with the real peers in it and an admin `olga`. The clock stands.
final class Workspace implements AutoCloseable {
  /// Wrong links from one address that may come at once.
  static final int WRONG_LINKS = 3;

  private static final Redis REDIS =
      Redis.connect(RedisSettings.of(RedisUrl.parse(TestRedis.shared().url())));
  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
  final Sessions sessions;
  final PeerId olga;
  final String key;
  final Talk talk;
  private final EventFeed feed;
  private final Bootstrap bootstrap;
  private final Ids ids = TestIds.seeded(1, clock);
  private final Identify identify;

  Workspace() {
    String name = "web-" + WORKSPACES.incrementAndGet();
    var workspace = RedisWorkspace.open(REDIS, name, clock);
    feed = EventFeed.start(workspace.events());
    var peers =
        new PeersModule(
            new PeersModule.Parts(
                workspace.store(),
                feed,
                workspace.presence(),
                ids,
                clock,
                new SecureRandom(),
                () -> URI.create("http://127.0.0.1")));
    sessions = peers.sessions();
    bootstrap = peers.bootstrap(RoomsModule::first);
    key = bootstrap.start("olga").orElseThrow();
    olga = peers.peers().named("olga").orElseThrow().id();
    identify =
        new Identify(
            peers.authenticator(),
            new RateLimits(1_000, 1_000, clock),
            new RateLimits(WRONG_LINKS, 1, clock));
    talk =
        new Talk(
            new Talk.Parts(
                workspace,
                new RedisBlobs(REDIS, new KeySpace(name)),
                feed,
                peers,
                ids,
                clock,
                identify));
  }

  Parts parts(Optional<URI> url) {
    return new Parts(identify, sessions, new Credentials(sessions, url), talk.chat(), ids, "main");
  }

  /// The path of a new link that signs olga in.
  String link() {
    return URI.create(bootstrap.link(olga)).getPath();
  }

  @Override
  public void close() {
    feed.close();
  }
}
