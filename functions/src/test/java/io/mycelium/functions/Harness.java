package io.mycelium.functions;

import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.fixture.TestIds;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.ApprovalDesk;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.EmojiNames;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.audit.AuditModule;
import io.mycelium.functions.help.HelpModule;
import io.mycelium.functions.peers.Bootstrap;
import io.mycelium.functions.peers.PeersModule;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.functions.tasks.TasksModule;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import io.mycelium.redis.state.RedisWorkspace;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A workspace in a real Redis, with the real pipeline before it and an admin `olga` in it, new for
/// each test. Handlers run on the test's thread. The clock stands, but for a millisecond per call:
/// `mycelium.olga().run("task create Fix")`.
public final class Harness implements BeforeEachCallback, AfterEachCallback {
  private static final class Shared {
    static final Redis REDIS =
        Redis.connect(RedisSettings.of(RedisUrl.parse(TestRedis.shared().url())));
  }

  /// What a feature under test brings along.
  ///
  /// @param desk decides which risks run freely; without one, all do
  public record Feature(
      List<Function> functions, List<SubjectView> views, Optional<ApprovalDesk> desk) {
    public Feature(List<Function> functions, List<SubjectView> views) {
      this(functions, views, Optional.empty());
    }
  }

  /// Makes a feature out of the harness's ports.
  @FunctionalInterface
  public interface Maker {
    Feature in(Harness harness);
  }

  private final Maker maker;
  private final AtomicInteger requests = new AtomicInteger();
  private MutableClock clock;
  private Ids ids;
  private RedisWorkspace workspace;
  private EventFeed feed;
  private PeersModule peers;
  private RoomsModule rooms;
  private TasksModule tasks;
  private SubjectViews views;
  private Catalogue catalogue;
  private Pipeline.Parts parts;
  private Pipeline pipeline;
  private RedisQueue queue;
  private User olga;

  private Harness(Maker maker) {
    this.maker = maker;
  }

  /// Peers, rooms, tasks, audit and help, and a broken function `limp`.
  public static Harness standard() {
    return with(_ -> new Feature(List.of(), List.of()));
  }

  /// The standard features and one more.
  public static Harness with(Maker feature) {
    return new Harness(feature);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TestRedis.shared().flush();
    clock = MutableClock.at("2026-03-01T10:00:00Z");
    ids = TestIds.seeded(1, clock);
    workspace = workspace(clock);
    queue = RedisQueue.open(Shared.REDIS, "test");
    feed = EventFeed.start(workspace.events());
    peers = peers(feed);
    rooms =
        new RoomsModule(
            new RoomsModule.Parts(
                store(),
                feed,
                workspace.marks(),
                peers(),
                ids,
                new Random(1),
                () -> views,
                s -> tasks.thread(s),
                EmojiNames.NONE));
    compose();
    String key = bootstrap().start("olga").orElseThrow();
    olga = new User(key, RoomId.MAIN.value(), Optional.empty(), Optional.empty());
  }

  private void compose() {
    tasks = new TasksModule(store(), peers(), ids, new Random(2));
    var audit = new AuditModule(events(), audit(), peers(), rooms());
    var help = new HelpModule(() -> catalogue);
    Feature feature = maker.in(this);
    List<Function> functions = new ArrayList<>();
    List.of(
            peers.functions(),
            rooms.functions(),
            tasks.functions(),
            audit.functions(),
            help.functions(),
            feature.functions())
        .forEach(functions::addAll);
    List<SubjectView> all = new ArrayList<>();
    List.of(peers.views(), rooms.views(), tasks.views(), feature.views()).forEach(all::addAll);
    views = new SubjectViews(all);
    catalogue = Catalogue.of(1, functions, List.of(new Catalogue.Broken("limp", "is lame")));
    parts = parts(feature.desk().orElse(Freely.INSTANCE));
    pipeline = new Pipeline(parts);
  }

  private Pipeline.Parts parts(ApprovalDesk desk) {
    var plenty = new RateLimits(1_000_000, 1_000_000, clock);
    return new Pipeline.Parts(
        new Identify(peers.authenticator(), plenty, plenty),
        () -> catalogue,
        Switches.NONE,
        rooms(),
        store(),
        new Attachments(queue.blobs(), Attachments.Lives.STANDARD),
        views,
        workspace.confirmations(),
        desk,
        Harness::run,
        audit(),
        clock);
  }

  private static <O> Reply run(Ready<O> call) {
    return call.command().handler().handle(call.options(), call.invocation());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    feed.close();
  }

  /// The same workspace as a gateway with another clock has it.
  public static RedisWorkspace workspace(InstantSource other) {
    return RedisWorkspace.open(Shared.REDIS, "test", other);
  }

  /// Another gateway's peers, on the same workspace.
  public PeersModule peers(EventFeed otherFeed) {
    return new PeersModule(
        new PeersModule.Parts(
            store(),
            otherFeed,
            workspace.presence(),
            ids,
            clock,
            new SecureRandom(),
            () -> URI.create("http://127.0.0.1:8080")));
  }

  public Bootstrap bootstrap() {
    return peers.bootstrap(RoomsModule::first);
  }

  public MutableClock clock() {
    return clock;
  }

  public Ids ids() {
    return ids;
  }

  public RedisWorkspace workspace() {
    return workspace;
  }

  public AggregateStore store() {
    return workspace.store();
  }

  public EventLog events() {
    return workspace.events();
  }

  public AuditTrail audit() {
    return workspace.audit();
  }

  public EventFeed feed() {
    return feed;
  }

  public Peers peers() {
    return peers.peers();
  }

  public PeersModule peersModule() {
    return peers;
  }

  public Rooms rooms() {
    return rooms.rooms();
  }

  public Timeline timeline() {
    return rooms.timeline();
  }

  public SubjectViews views() {
    return views;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /// What the pipeline works with, for tests that build one with another part.
  public Pipeline.Parts parts() {
    return parts;
  }

  /// The workspace's queue, from both sides.
  public RedisQueue queue() {
    return queue;
  }

  /// A file that was uploaded a moment ago.
  public FileRef file(String name, String content) {
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return FileRef.of(queue.blobs().store(bytes, Duration.ofDays(1)), name, "");
  }

  /// What was said in a thread, oldest first.
  public List<Post> said(PostId thread) {
    return store()
        .findAll(Posts.KIND, store().oldest(Posts.of(thread), Long.MIN_VALUE, 100))
        .stream()
        .map(Stored::state)
        .toList();
  }

  /// All events so far of a type, oldest first.
  public List<EventRecord> events(String type) {
    return events().after(EventLog.START, 10_000).stream()
        .filter(event -> event.type().equals(type))
        .toList();
  }

  /// The admin that is there from the start.
  public User olga() {
    return olga;
  }

  /// Lets a person in.
  public User join(String name, Role role) {
    Reply reply = olga.run("invite %s %s --key".formatted(ShellWords.quote(name), role.word()));
    return new User(field(reply, "key"), RoomId.MAIN.value(), Optional.empty(), Optional.empty());
  }

  /// Somebody with that secret.
  public User holder(String secret) {
    return new User(secret, RoomId.MAIN.value(), Optional.empty(), Optional.empty());
  }

  /// The value of a card's field, also of a private one.
  public static String field(Reply reply, String key) {
    Reply open = reply instanceof Reply.Private hidden ? hidden.reply() : reply;
    if (open instanceof Reply.Card card) {
      return card.fields().stream()
          .filter(field -> field.key().equals(key))
          .map(Field::value)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no field " + key + " in " + card));
    }
    throw new AssertionError("not a card: " + reply);
  }

  /// Somebody who calls.
  public final class User {
    private final String secret;
    private final String room;
    private final Optional<String> thread;
    private final Optional<String> request;

    private User(String secret, String room, Optional<String> thread, Optional<String> request) {
      this.secret = secret;
      this.room = room;
      this.thread = thread;
      this.request = request;
    }

    public String secret() {
      return secret;
    }

    /// The same, calling in another room.
    public User in(String other) {
      return new User(secret, other, thread, request);
    }

    /// The same, calling in a thread of the room.
    public User inThread(String post) {
      return new User(secret, room, Optional.of(post), request);
    }

    /// The same, naming all requests so.
    public User naming(String requestId) {
      return new User(secret, room, thread, Optional.of(requestId));
    }

    /// Runs a line as people type it; each is a request of its own unless [#naming] says otherwise.
    public Reply run(String line) {
      return run(line, Optional.empty(), id());
    }

    /// Runs a line with that token as its confirmation.
    public Reply confirming(String token, String line) {
      return run(line, Optional.of(token), id());
    }

    /// Runs a line that needs a confirmation, and confirms it.
    public Reply confirm(String line) {
      String id = id();
      return run(line, Optional.empty(), id) instanceof Reply.Refused refused
              && refused.confirm().isPresent()
          ? run(line, refused.confirm(), id)
          : fail(line);
    }

    private String id() {
      return request.orElseGet(() -> "req-" + requests.incrementAndGet());
    }

    private Reply fail(String line) {
      throw new AssertionError("no confirmation is asked for by " + line);
    }

    private Reply run(String line, Optional<String> confirmation, String id) {
      clock.advance(Duration.ofMillis(1));
      List<String> words = ShellWords.split(line);
      int named =
          words.size() > 1 && catalogue.find(words.get(0) + ' ' + words.get(1)).isPresent() ? 2 : 1;
      var entry =
          catalogue
              .find(String.join(" ", words.subList(0, named)))
              .orElseThrow(() -> new AssertionError("no command: " + line));
      return pipeline.run(
          new Request(
              Optional.of(secret),
              entry.command().name().spoken(),
              CommandLine.parse(
                  words.subList(named, words.size()), entry.command().options().options()),
              room,
              thread,
              id,
              confirmation,
              ZoneOffset.UTC,
              Locale.ROOT,
              "test"));
    }
  }
}
