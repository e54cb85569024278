package io.mycelium.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.Attachments;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.EmojiNames;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventLog;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxWorker;
import io.mycelium.core.state.Stored;
import io.mycelium.core.trace.TraceContext;
import io.mycelium.functions.accounts.AccountsModule;
import io.mycelium.functions.approvals.ApprovalSettings;
import io.mycelium.functions.approvals.ApprovalsModule;
import io.mycelium.functions.audit.AuditModule;
import io.mycelium.functions.catalogue.CatalogueModule;
import io.mycelium.functions.channels.ChannelsModule;
import io.mycelium.functions.checkups.DoctorModule;
import io.mycelium.functions.drones.DronesModule;
import io.mycelium.functions.dropin.Origin;
import io.mycelium.functions.enrolment.EnrolmentModule;
import io.mycelium.functions.freeze.FreezeModule;
import io.mycelium.functions.help.HelpModule;
import io.mycelium.functions.jobs.JobsModule;
import io.mycelium.functions.peers.PeersModule;
import io.mycelium.functions.platforms.PlatformsModule;
import io.mycelium.functions.queue.QueueModule;
import io.mycelium.functions.rooms.RoomsModule;
import io.mycelium.functions.rooms.Threads;
import io.mycelium.functions.schedules.ScheduleSettings;
import io.mycelium.functions.schedules.SchedulesModule;
import io.mycelium.functions.tasks.TasksModule;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import io.mycelium.redis.state.RedisWorkspace;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A whole gateway without its surfaces, on a real Redis: the pipeline, all that runs beside it,
/// and perhaps a folder of functions. Several may be open on one workspace.
public final class TestGateway implements AutoCloseable {
  private static final class Shared {
    static final Redis REDIS =
        Redis.connect(RedisSettings.of(RedisUrl.parse(TestRedis.shared().url())));
  }

  private final InstantSource clock = InstantSource.system();
  private final RedisWorkspace workspace = RedisWorkspace.open(Shared.REDIS, "test", clock);
  private final RedisQueue queue = RedisQueue.open(Shared.REDIS, "test");
  private final EventFeed feed = EventFeed.start(workspace.events());
  private final Ids ids = new Ids(clock, new SecureRandom());
  public final HeardTimes times = new HeardTimes();
  private final PeersModule peers;
  private final JobsModule jobs;
  private final DronesModule drones;
  private final CatalogueModule catalogue;
  private final SubjectViews views;
  private final Pipeline pipeline;
  private final Chat chat;
  private final List<Runnable> running = new ArrayList<>();

  private TestGateway(Set<String> shipped) {
    peers = peers();
    var rooms = rooms();
    var approvals = approvals(rooms.rooms());
    jobs =
        new JobsModule(
            new JobsModule.Parts(
                workspace.store(),
                queue.jobs(),
                peers.peers(),
                rooms.rooms(),
                ids,
                clock,
                new Random(4),
                this::switches,
                () -> {},
                times));
    catalogue =
        new CatalogueModule(
            new CatalogueModule.Parts(
                workspace.store(),
                queue.blobs(),
                feed,
                jobs.starter(),
                peers.peers(),
                ids,
                clock,
                shipped));
    var schedules = schedules();
    drones =
        new DronesModule(
            workspace.store(), queue.jobs(), new Noticeboard(workspace.store(), ids, clock), clock);
    var freeze = new FreezeModule(workspace.store(), queue.jobs());
    views =
        new SubjectViews(
            Stream.of(
                    peers.views(),
                    approvals.views(),
                    schedules.views(),
                    jobs.views(),
                    catalogue.views(),
                    drones.views())
                .flatMap(List::stream)
                .toList());
    var plenty = new RateLimits(1_000_000, 1_000_000, clock);
    pipeline =
        new Pipeline(
            new Pipeline.Parts(
                new Identify(peers.authenticator(), plenty, plenty),
                catalogue.catalogue(),
                catalogue.switches(),
                rooms.rooms(),
                workspace.store(),
                new Attachments(queue.blobs(), Attachments.Lives.STANDARD),
                views,
                workspace.confirmations(),
                approvals.desk(),
                TestGateway::handle,
                workspace.audit(),
                clock));
    chat =
        new Chat(
            new Chat.Parts(pipeline, catalogue.catalogue(), rooms.timeline(), workspace.events()));
    catalogue.begin(
        Stream.of(
                peers.functions(),
                rooms.functions(),
                approvals.functions(),
                schedules.functions(),
                jobs.functions(),
                new QueueModule(workspace.store(), queue.jobs()).functions(),
                drones.functions(),
                enrolment().functions(),
                freeze.functions(),
                catalogue.functions(),
                new TasksModule(workspace.store(), peers.peers(), ids, new Random(6)).functions(),
                new AuditModule(workspace.events(), workspace.audit(), peers.peers(), rooms.rooms())
                    .functions(),
                new HelpModule(catalogue.catalogue()).functions(),
                platforms(rooms))
            .flatMap(List::stream)
            .toList(),
        _ -> {});
    List<OutboxHandler> owed =
        Stream.of(
                approvals.handlers(pipeline::redeem),
                schedules.handlers(pipeline::fire),
                jobs.handlers(),
                freeze.handlers())
            .flatMap(List::stream)
            .toList();
    running.add(OutboxWorker.start("outbox", workspace.outbox(), owed, clock)::close);
  }

  private Switches switches() {
    return catalogue.switches();
  }

  /// Opens a gateway that relays what the queue tells.
  public static TestGateway open() {
    return open(Set.of());
  }

  /// @param shipped digests of packages that it trusts from the start
  public static TestGateway open(Set<String> shipped) {
    TestGateway gateway = withoutRelay(shipped);
    gateway.running.add(
        OutboxWorker.start("relay", gateway.queue.jobs().outbox(), gateway.relays(), gateway.clock)
            ::close);
    return gateway;
  }

  private List<OutboxHandler> relays() {
    return Stream.concat(jobs.relays().stream(), drones.relays().stream()).toList();
  }

  /// Opens a gateway whose relays the test drives by hand.
  public static TestGateway withoutRelay(Set<String> shipped) {
    return new TestGateway(shipped);
  }

  /// Watches a folder of functions.
  public TestGateway watching(Path folder) {
    return watching(folder, _ -> true);
  }

  /// Watches those folders in a folder of dropped-in functions that are wanted, by name.
  public TestGateway watching(Path folder, Predicate<String> wanted) {
    running.add(catalogue.watch(folder, Origin.of(folder, new SecureRandom()), wanted)::close);
    return this;
  }

  /// Watches a folder whose origin is known; nothing is written into it.
  public TestGateway watching(Path folder, Origin origin) {
    running.add(catalogue.watch(folder, origin, _ -> true)::close);
    return this;
  }

  private PeersModule peers() {
    return new PeersModule(
        new PeersModule.Parts(
            workspace.store(),
            feed,
            workspace.presence(),
            ids,
            clock,
            new SecureRandom(),
            () -> URI.create("http://127.0.0.1:8080")));
  }

  private RoomsModule rooms() {
    return new RoomsModule(
        new RoomsModule.Parts(
            workspace.store(),
            feed,
            workspace.marks(),
            peers.peers(),
            ids,
            new Random(3),
            this::views,
            Threads.NONE,
            EmojiNames.NONE));
  }

  private ApprovalsModule approvals(Rooms rooms) {
    return new ApprovalsModule(
        new ApprovalsModule.Parts(
            workspace.store(),
            feed,
            peers.peers(),
            rooms,
            new Noticeboard(workspace.store(), ids, clock),
            ids,
            clock,
            new Random(5),
            ApprovalSettings.STANDARD,
            this::views));
  }

  private SchedulesModule schedules() {
    return new SchedulesModule(
        new SchedulesModule.Parts(
            workspace.store(),
            catalogue.catalogue(),
            peers.peers(),
            new Noticeboard(workspace.store(), ids, clock),
            ids,
            clock,
            new Random(7),
            ScheduleSettings.STANDARD,
            this::views));
  }

  private EnrolmentModule enrolment() {
    return new EnrolmentModule(
        new EnrolmentModule.Parts(
            workspace.store(),
            feed,
            queue.jobs(),
            workspace.shortLived(),
            InstantSource.system(),
            new SecureRandom(),
            _ -> true));
  }

  /// What belongs to chat platforms, of which there are none.
  private List<Function> platforms(RoomsModule rooms) {
    var channels =
        new ChannelsModule(
            new ChannelsModule.Parts(
                workspace.store(),
                feed,
                workspace.events(),
                peers.peers(),
                rooms.rooms(),
                rooms.timeline(),
                clock,
                List::of));
    var accounts =
        new AccountsModule(
            new AccountsModule.Parts(
                workspace.store(),
                feed,
                peers.peers(),
                peers.guests(),
                channels.channels(),
                clock,
                new SecureRandom()));
    var platforms =
        new PlatformsModule(
            new PlatformsModule.Parts(
                workspace.store(), feed, channels.channels(), clock, new SecureRandom(), Map::of));
    return Stream.of(
            channels.functions(),
            accounts.functions(),
            platforms.functions(),
            new DoctorModule(List::of).functions())
        .flatMap(List::stream)
        .toList();
  }

  private static <O> Reply handle(Ready<O> call) {
    return call.command().handler().handle(call.options(), call.invocation());
  }

  public SubjectViews views() {
    return views;
  }

  public RedisQueue queue() {
    return queue;
  }

  public RedisWorkspace workspace() {
    return workspace;
  }

  public Chat chat() {
    return chat;
  }

  public Caller caller(User user) {
    return peers.authenticator().authenticate(user.secret).orElseThrow();
  }

  public JobsModule jobs() {
    return jobs;
  }

  public Catalogue catalogue() {
    return catalogue.catalogue().current();
  }

  /// Whether the command is there.
  public boolean has(String command) {
    return catalogue().find(command).isPresent();
  }

  /// The first admin, who is there once per workspace.
  public User admin() {
    return new User(peers.bootstrap(RoomsModule::first).start("olga").orElseThrow());
  }

  /// Everything that happened, oldest first.
  public List<EventRecord> events() {
    return workspace.events().after(EventLog.START, 10_000);
  }

  /// Everything of a type, or with a type that starts so.
  public List<EventRecord> events(String type) {
    return events().stream().filter(event -> event.type().startsWith(type)).toList();
  }

  /// What was said in a room, threads left out, newest first.
  public List<Post> posts(RoomId room) {
    return posts(Posts.of(room));
  }

  public List<Post> posts(Index index) {
    return workspace
        .store()
        .findAll(Posts.KIND, workspace.store().oldest(index, Long.MIN_VALUE, 100))
        .stream()
        .map(Stored::state)
        .toList();
  }

  /// The value of a card's field.
  public static String field(Reply reply, String key) {
    Reply.Card card =
        switch (reply) {
          case Reply.Private hidden -> (Reply.Card) hidden.reply();
          case Reply.Accepted accepted -> accepted.card();
          case Reply.Card shown -> shown;
          default -> throw new AssertionError("not a card: " + reply);
        };
    return card.fields().stream()
        .filter(field -> field.key().equals(key))
        .map(Field::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field " + key + " in " + card));
  }

  @Override
  public void close() {
    running.reversed().forEach(Runnable::run);
    catalogue.close();
    feed.close();
  }

  /// Somebody who calls this gateway; the secret is good for others, too.
  public final class User {
    private final String secret;
    private final String room;
    private final Optional<TraceContext> trace;

    private User(String secret) {
      this(secret, RoomId.MAIN.value(), Optional.empty());
    }

    private User(String secret, String room, Optional<TraceContext> trace) {
      this.secret = secret;
      this.room = room;
      this.trace = trace;
    }

    /// The same, whose calls belong to a trace.
    public User traced(TraceContext by) {
      return new User(secret, room, Optional.of(by));
    }

    /// Lets somebody in.
    public User invite(String name, Role role) {
      return new User(field(run("invite %s %s --key".formatted(name, role.word())), "key"));
    }

    /// The same, at another gateway.
    public User at(TestGateway other) {
      return other.new User(secret, room, trace);
    }

    /// The same, in another room.
    public User in(String other) {
      return new User(secret, other, trace);
    }

    /// Runs a line as people type it.
    public Reply run(String line) {
      return run(line, UUID.randomUUID().toString());
    }

    /// Runs a line, and says yes to the question that it is answered with.
    public Reply confirm(String line) {
      String request = UUID.randomUUID().toString();
      Optional<String> question =
          run(line, request) instanceof Reply.Refused refused
              ? refused.confirm()
              : Optional.empty();
      return run(
          line,
          request,
          Optional.of(
              question.orElseThrow(
                  () -> new AssertionError("no confirmation is asked for by " + line))));
    }

    public Reply run(String line, String request) {
      return run(line, request, Optional.empty());
    }

    private Reply run(String line, String request, Optional<String> confirmation) {
      List<String> words = ShellWords.split(line);
      int named = words.size() > 1 && has(words.get(0) + ' ' + words.get(1)) ? 2 : 1;
      String command = String.join(" ", words.subList(0, named));
      ObjectNode options =
          catalogue()
              .find(command)
              .map(entry ->
                  CommandLine.parse(
                      words.subList(named, words.size()), entry.command().options().options()))
              .orElseGet(Json::object);
      return pipeline.run(
          new Request(
              Optional.of(secret),
              command,
              options,
              room,
              Optional.empty(),
              request,
              confirmation,
              ZoneOffset.UTC,
              Locale.ROOT,
              "test",
              Optional.empty(),
              trace));
    }
  }
}
