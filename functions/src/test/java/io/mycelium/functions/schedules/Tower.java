package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.OutboxWorker;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.Harness;
import io.mycelium.functions.approvals.ApprovalSettings;
import io.mycelium.functions.approvals.ApprovalsModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A workspace with a bell in it: `ring` is a member's, writes, and its effect is an event
/// `tower.rang`; `hear` reads; `hoist` is of medium risk; `melt` cannot be undone. Time is moved by
/// hand.
final class Tower implements BeforeEachCallback, AfterEachCallback {
  static final String RANG = "tower.rang";
  private static final Duration LEASE = Duration.ofSeconds(3);

  record Options(@Positional @Help("which bell") String bell) {}

  private final Queue<Reply> instead = new ConcurrentLinkedQueue<>();
  private final List<OutboxWorker> workers = new ArrayList<>();
  private Harness mycelium;
  private SchedulesModule module;
  private ApprovalsModule approvals;
  private Catalogue changed = Catalogue.of(0, List.of());
  private boolean upgraded;

  /// The workspace; registered before the tower itself.
  Harness harness() {
    return Harness.with(this::feature);
  }

  private Harness.Feature feature(Harness harness) {
    mycelium = harness;
    var noticeboard = new Noticeboard(harness.store(), harness.ids(), harness.clock());
    module =
        new SchedulesModule(
            new SchedulesModule.Parts(
                harness.store(),
                this::catalogue,
                harness.peers(),
                noticeboard,
                harness.ids(),
                harness.clock(),
                new Random(4),
                ScheduleSettings.STANDARD,
                harness::views));
    approvals =
        new ApprovalsModule(
            new ApprovalsModule.Parts(
                harness.store(),
                harness.feed(),
                harness.peers(),
                harness.rooms(),
                noticeboard,
                harness.ids(),
                harness.clock(),
                new Random(3),
                ApprovalSettings.STANDARD,
                () -> new SubjectViews(approvals.views())));
    List<Function> functions = new ArrayList<>(module.functions());
    functions.addAll(approvals.functions());
    functions.add(tower(Permission.TASKS_WRITE));
    List<SubjectView> views =
        Stream.of(module.views(), approvals.views()).flatMap(List::stream).toList();
    return new Harness.Feature(functions, views, Optional.of(approvals.desk()));
  }

  private Function tower(Permission ringing) {
    return new Function(
        new FunctionName("tower"),
        "Bells",
        FunctionLimits.STANDARD,
        List.of(
            command("ring", ringing, Effect.WRITE, Risk.LOW),
            command("hoist", Permission.TASKS_WRITE, Effect.WRITE, Risk.MEDIUM),
            command("melt", Permission.TASKS_WRITE, Effect.DESTRUCTIVE, Risk.LOW),
            Command.named("hear")
                .summary("Listen to a bell")
                .handledBy(
                    Options.class, (options, _) -> new Reply.Text("Ding of " + options.bell()))));
  }

  private Command<Options> command(String name, Permission permission, Effect effect, Risk risk) {
    return Command.named(name)
        .summary("Do something with a bell")
        .permission(permission)
        .effect(effect)
        .risk(risk)
        .handledBy(Options.class, this::ring);
  }

  private Reply ring(Options options, Invocation by) {
    Reply other = instead.poll();
    if (other != null) {
      return other;
    }
    var done = new Reply.Text("Rang " + options.bell());
    var event =
        new Event(
            RANG,
            Optional.of(by.place().room()),
            new Subject("bell", options.bell()),
            Json.object().put("request", by.intent().request()));
    CommitResult result =
        mycelium.store().commit(Commit.of(by.intent(), Outcome.of(done)).event(event).done());
    return result instanceof CommitResult.Committed ? done : Refusals.of(result);
  }

  private Catalogue catalogue() {
    return upgraded ? changed : mycelium.catalogue();
  }

  /// From now on `ring` is another command than before: who rings needs another permission.
  void upgrade() {
    List<Function> functions =
        mycelium.catalogue().functions().stream()
            .map(f -> f.name().value().equals("tower") ? tower(Permission.ROOMS_SAY) : f)
            .toList();
    changed = Catalogue.of(2, functions);
    upgraded = true;
  }

  /// Lets the next ring answer so, without any effect.
  void answersInstead(Reply reply) {
    instead.add(reply);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    instead.clear();
    upgraded = false;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    workers.forEach(OutboxWorker::close);
    workers.clear();
  }

  /// Starts what does the rows; another call starts another gateway's.
  void works() {
    workers.add(
        OutboxWorker.start(
            "tower", mycelium.workspace().outbox(), List.of(handler()), mycelium.clock()));
  }

  Pipeline pipeline() {
    Pipeline.Parts parts = mycelium.parts();
    return new Pipeline(
        new Pipeline.Parts(
            parts.identify(),
            this::catalogue,
            parts.switches(),
            parts.rooms(),
            parts.store(),
            parts.attachments(),
            parts.views(),
            parts.confirmations(),
            parts.approvals(),
            parts.host(),
            parts.audit(),
            parts.clock()));
  }

  OutboxHandler handler() {
    return module.handlers(pipeline()::fire).getFirst();
  }

  /// A gateway that ends in the moment in which it would make the call.
  OutboxHandler dyingBefore() {
    return module
        .handlers(_ -> {
          throw new IllegalStateException("killed before the call");
        })
        .getFirst();
  }

  /// A gateway that ends in the moment after it made the call.
  OutboxHandler dyingAfter() {
    return module
        .handlers(due -> {
          pipeline().fire(due);
          throw new IllegalStateException("killed after the call");
        })
        .getFirst();
  }

  /// Moves the time and does what is due then, one thing after the other.
  void after(Duration time) throws InterruptedException {
    mycelium.clock().advance(time);
    settle();
  }

  /// Does what is due, until nothing more is.
  void settle() throws InterruptedException {
    OutboxHandler handler = handler();
    List<OutboxRow> rows = taken();
    while (!rows.isEmpty()) {
      for (OutboxRow row : rows) {
        settle(row, handler.handle(row));
      }
      rows = taken();
    }
  }

  private void settle(OutboxRow row, Settled settled) {
    var outbox = mycelium.workspace().outbox();
    switch (settled) {
      case Settled.Done() -> outbox.done(row);
      case Settled.Later(var pause) -> outbox.later(row, mycelium.clock().instant().plus(pause));
      case Settled.Slower(var first, _) ->
          outbox.later(row, mycelium.clock().instant().plus(first));
      case Settled.Rest(var pause) -> outbox.rest(row.id(), mycelium.clock().instant().plus(pause));
    }
  }

  /// What is due and not under way.
  List<OutboxRow> taken() {
    return mycelium.workspace().outbox().take(10, LEASE).stream()
        .filter(row -> row.kind().equals(Turn.KIND))
        .toList();
  }

  /// How often a bell rang.
  int rang() {
    return mycelium.events(RANG).size();
  }

  /// The names under which it rang.
  List<String> requests() {
    return mycelium.events(RANG).stream()
        .map(event -> event.payload().path("request").asText())
        .toList();
  }

  /// The only schedule of the room main.
  Stored<Schedule> schedule() {
    return mycelium
        .store()
        .findAll(
            Schedule.KIND,
            mycelium.store().newest(ScheduleIndexes.all(RoomId.MAIN), Long.MAX_VALUE, 2))
        .getFirst();
  }

  /// What came of the last firing.
  Firing last() {
    return schedule().state().course().last().getFirst();
  }

  /// What was said in the schedule's thread, oldest first.
  List<Reply> said() {
    return mycelium.said(schedule().state().thread()).stream().flatMap(Tower::said).toList();
  }

  /// What was said in the room main by Mycelium or by a command, oldest first.
  List<Reply> told() {
    return mycelium
        .store()
        .findAll(Posts.KIND, mycelium.store().oldest(Posts.of(RoomId.MAIN), Long.MIN_VALUE, 100))
        .stream()
        .map(Stored::state)
        .flatMap(Tower::said)
        .toList();
  }

  private static Stream<Reply> said(Post post) {
    return post.content() instanceof Content.Said said ? Stream.of(said.reply()) : Stream.empty();
  }
}
