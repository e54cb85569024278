package io.mycelium.bridge.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.KeyId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Presence;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.ApprovalDesk;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.pipeline.Uploads;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Room;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.redis.blobs.RedisBlobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.state.RedisWorkspace;
import io.mycelium.serving.Credentials;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A bridge over a real pipeline with small commands, and a client.
final class Gateway implements AutoCloseable {
  static final String ADA = "myc_ada";
  static final String VIC = "myc_vic";
  static final String OPS = "myc_ops";
  static final String PUBLIC = "http://chat.example";
  static final RoomId CLOSED = new RoomId("vault");

  private static final Vertx VERTX = Vertx.vertx();
  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  /// Shared by all tests; they end with this JVM.
  private static final Redis REDIS =
      Redis.connect(RedisSettings.of(RedisUrl.parse(TestRedis.shared().url())));

  private final String name = "http-" + WORKSPACES.incrementAndGet();
  private final RedisWorkspace workspace = RedisWorkspace.open(REDIS, name, Clock.systemUTC());
  final EventLog log = workspace.events();
  final AggregateStore store = workspace.store();
  final Presence presence = workspace.presence();
  final Blobs blobs = new RedisBlobs(REDIS, new KeySpace(name));
  final TestCommands commands = new TestCommands(store);
  final Map<String, Caller> keys = new ConcurrentHashMap<>();
  final Browsers browsers = new Browsers(keys);
  final Map<RoomId, Room> rooms = new ConcurrentHashMap<>();
  final Map<String, String> trouble = new ConcurrentHashMap<>();
  final Map<String, Handler<HttpServerRequest>> mounts;
  final HttpClient client = HttpClient.newHttpClient();
  volatile Catalogue catalogue = commands.catalogue(1);
  final HttpBridge bridge;
  private final AtomicInteger happenings = new AtomicInteger();
  private final EventFeed feed;

  static Settings settings() {
    return Settings.standard().on("127.0.0.1", 0);
  }

  Gateway() {
    this(settings());
  }

  Gateway(Settings settings) {
    this(settings, new RateLimits(1_000_000, 1_000_000, Clock.systemUTC()));
  }

  Gateway(Settings settings, RateLimits perPeer) {
    this(settings, perPeer, Map.of());
  }

  Gateway(Map<String, Handler<HttpServerRequest>> mounts) {
    this(Limits.calls(64), new RateLimits(1_000_000, 1_000_000, Clock.systemUTC()), mounts);
  }

  private Gateway(
      Settings settings, RateLimits perPeer, Map<String, Handler<HttpServerRequest>> mounts) {
    this.mounts = mounts;
    person(ADA, "ada", Role.MEMBER);
    person(VIC, "vic", Role.VIEWER);
    person(OPS, "ops", Role.OPERATOR);
    room(RoomId.MAIN, false);
    room(CLOSED, true, "ada");
    feed = EventFeed.start(log);
    var identify =
        new Identify(
            secret -> Optional.ofNullable(keys.get(secret)),
            perPeer,
            new RateLimits(1_000, 1_000, Clock.systemUTC()));
    boolean started = false;
    try {
      bridge = HttpBridge.start(VERTX, settings, parts(identify));
      started = true;
    } finally {
      if (!started) {
        release();
      }
    }
  }

  private Parts parts(Identify identify) {
    return new Parts(
        pipeline(identify),
        identify,
        new Credentials(browsers, Optional.of(URI.create(PUBLIC))),
        () -> catalogue,
        log,
        feed,
        id -> Optional.ofNullable(rooms.get(id)),
        new Uploads(identify, attachments(), workspace.audit(), Clock.systemUTC()),
        presence,
        blobs,
        new Ids(Clock.systemUTC(), new Random(7)),
        Clock.systemUTC(),
        List.of(
            new ReadinessCheck("store", () -> Optional.ofNullable(trouble.get("store"))),
            new ReadinessCheck("queue", () -> Optional.ofNullable(trouble.get("queue")))),
        _ -> mounts,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private Pipeline pipeline(Identify identify) {
    return new Pipeline(
        new Pipeline.Parts(
            identify,
            () -> catalogue,
            Switches.NONE,
            id -> Optional.ofNullable(rooms.get(id)),
            store,
            attachments(),
            new SubjectViews(List.of()),
            workspace.confirmations(),
            new Freely(),
            new Direct(),
            workspace.audit(),
            Clock.systemUTC()));
  }

  private Attachments attachments() {
    return new Attachments(blobs, Attachments.Lives.STANDARD);
  }

  /// The keys of all content that is kept, also of what is not yet whole.
  List<String> pieces() {
    return REDIS.shared().read(commands -> commands.keys("*" + name + ":b:*:pieces"));
  }

  /// Changes a piece of the one content that is kept.
  void spoil(int piece) {
    REDIS
        .shared()
        .write(commands -> commands.hset(pieces().getFirst(), Integer.toString(piece), "other"));
  }

  void person(String key, String name, Role role) {
    var peer = new Peer(peer(name), PeerKind.PERSON, name, role, Instant.EPOCH);
    keys.put(key, Caller.of(peer, Optional.of(new KeyId("key_" + name))));
  }

  static PeerId peer(String name) {
    return new PeerId("peer_" + name);
  }

  void room(RoomId id, boolean closed, String... members) {
    Set<PeerId> admitted = new java.util.HashSet<>();
    for (String member : members) {
      admitted.add(peer(member));
    }
    rooms.put(id, new Room(id, closed, admitted, Optional.empty(), peer("ops"), Instant.EPOCH));
  }

  /// Lets something happen to a task.
  void happen(String type, Optional<RoomId> room, String task) {
    happen(type, room, task, "A task with a title");
  }

  void happen(String type, Optional<RoomId> room, String task, String title) {
    var subject = new Subject(type.substring(0, type.indexOf('.')), task);
    store.commit(
        Commit.of(
                Intent.system("happening-" + happenings.incrementAndGet(), Instant.EPOCH),
                Outcome.of(subject))
            .event(new Event(type, room, subject, Json.object().put("title", title)))
            .done());
  }

  URI at(String path) {
    return URI.create(bridge.url() + path);
  }

  HttpResponse<String> call(String key, String command, String body) throws Exception {
    return call(key, command, body, r -> r);
  }

  HttpResponse<String> call(
      String key, String command, String body, UnaryOperator<HttpRequest.Builder> more)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/api/v1/commands/" + command))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return client.send(more.apply(request).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> read(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  EventStream stream(String key, String query) throws Exception {
    return stream(key, query, r -> r);
  }

  EventStream stream(String key, String query, UnaryOperator<HttpRequest.Builder> more)
      throws Exception {
    return EventStream.open(
        client,
        more.apply(
                HttpRequest.newBuilder(at("/api/v1/events" + query))
                    .header("Authorization", "Bearer " + key))
            .build());
  }

  @Override
  public void close() {
    commands.held.release(1_000);
    bridge.stop();
    release();
  }

  private void release() {
    feed.close();
    client.shutdownNow();
  }

  /// Calls handlers on the caller's thread.
  private static final class Direct implements FunctionHost {
    @Override
    public Reply run(Ready<?> call) {
      return handle(call);
    }

    private static <O> Reply handle(Ready<O> call) {
      return call.command().handler().handle(call.options(), call.invocation());
    }
  }

  private static final class Freely implements ApprovalDesk {
    @Override
    public boolean runsFreely(Risk risk, RoomId room) {
      return true;
    }

    @Override
    public Reply ask(Ready<?> call) {
      throw new IllegalStateException("nothing asks here");
    }
  }
}
