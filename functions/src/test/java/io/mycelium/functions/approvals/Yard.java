package io.mycelium.functions.approvals;

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
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxWorker;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.Harness;
import io.mycelium.functions.freeze.FreezeModule;
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

/// A workspace with a command of each risk in it, whose effect is an event `yard.ran`, and with a
/// worker that does what approvals owe.
///
/// `rake` is of low risk, `dig` of medium, `fell` of high and `burn` of critical risk. `dig` and
/// `sow`, of low risk, come from a package.
final class Yard implements BeforeEachCallback, AfterEachCallback {
  static final String RAN = "yard.ran";

  record Options(@Positional @Help("where") String where) {}

  private final Queue<Reply> instead = new ConcurrentLinkedQueue<>();
  private final List<OutboxWorker> workers = new ArrayList<>();
  private Harness mycelium;
  private ApprovalsModule module;

  /// The workspace; registered before the yard itself.
  Harness harness() {
    return Harness.with(this::feature);
  }

  private Harness.Feature feature(Harness harness) {
    mycelium = harness;
    module =
        new ApprovalsModule(
            new ApprovalsModule.Parts(
                harness.store(),
                harness.feed(),
                harness.peers(),
                harness.rooms(),
                new Noticeboard(harness.store(), harness.ids(), harness.clock()),
                harness.ids(),
                harness.clock(),
                new Random(3),
                ApprovalSettings.STANDARD,
                () -> new SubjectViews(module.views())));
    List<Function> functions = new ArrayList<>(module.functions());
    functions.addAll(new FreezeModule(harness.store(), harness.queue().jobs()).functions());
    functions.add(function("d".repeat(64), Permission.FUNCTIONS_USE));
    return new Harness.Feature(functions, module.views(), Optional.of(module.desk()));
  }

  private Function function(String digest, Permission permission) {
    return new Function(
        new FunctionName("yard"),
        "Work outside",
        FunctionLimits.STANDARD,
        List.of(
            packaged(command("dig", Risk.MEDIUM, permission), digest),
            packaged(command("sow", Risk.LOW, permission), digest),
            command("rake", Risk.LOW, permission),
            command("fell", Risk.HIGH, permission),
            command("burn", Risk.CRITICAL, permission)));
  }

  private Command<Options> command(String name, Risk risk, Permission permission) {
    return Command.named(name)
        .summary("Work in the yard")
        .permission(permission)
        .effect(Effect.WRITE)
        .risk(risk)
        .handledBy(Options.class, this::work);
  }

  private static <O> Command<O> packaged(Command<O> c, String digest) {
    return new Command<>(
        c.name(),
        c.summary(),
        c.examples(),
        c.options(),
        c.permission(),
        c.effect(),
        c.risk(),
        c.audited(),
        Optional.of(digest),
        c.precondition(),
        c.handler());
  }

  private Reply work(Options options, Invocation by) {
    Reply other = instead.poll();
    if (other != null) {
      return other;
    }
    var done = new Reply.Text("Worked at " + options.where());
    var event =
        new Event(
            RAN,
            Optional.of(by.place().room()),
            new Subject("yard", options.where()),
            Json.object().put("granted", by.grantedBy().map(ApprovalId::value).orElse("")));
    CommitResult result =
        mycelium.store().commit(Commit.of(by.intent(), Outcome.of(done)).event(event).done());
    return result instanceof CommitResult.Committed ? done : Refusals.of(result);
  }

  /// Lets the next work answer so, without any effect.
  void answersInstead(Reply reply) {
    instead.add(reply);
  }

  /// Whether all answers of [#answersInstead] were given.
  boolean answered() {
    return instead.isEmpty();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    instead.clear();
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
            "yard",
            mycelium.workspace().outbox(),
            handlers(mycelium.pipeline()),
            mycelium.clock()));
  }

  private List<OutboxHandler> handlers(Pipeline pipeline) {
    return Stream.of(
            module.handlers(pipeline::redeem),
            new FreezeModule(mycelium.store(), mycelium.queue().jobs()).handlers())
        .flatMap(List::stream)
        .toList();
  }

  /// Does what is due with rows of that kind, on this thread.
  OutboxHandler handler(String kind) {
    return handler(kind, mycelium.pipeline());
  }

  OutboxHandler handler(String kind, Pipeline pipeline) {
    return handlers(pipeline).stream().filter(h -> h.kind().equals(kind)).findFirst().orElseThrow();
  }

  /// The pipeline after an upgrade of the yard's function.
  Pipeline upgraded() {
    Catalogue next = changed();
    return hearing(next, next);
  }

  /// The pipeline of a gateway that last heard of one catalogue while the workspace has another.
  Pipeline hearing(Catalogue heard, Catalogue truth) {
    return with(
        new Catalogue.Source() {
          @Override
          public Catalogue current() {
            return heard;
          }

          @Override
          public Catalogue fresh() {
            return truth;
          }
        });
  }

  /// The catalogue with another version of the yard's function.
  Catalogue changed() {
    Catalogue now = mycelium.catalogue();
    List<Function> functions =
        now.functions().stream()
            .map(f ->
                f.name().equals(new FunctionName("yard"))
                    ? function("e".repeat(64), Permission.FUNCTIONS_USE)
                    : f)
            .toList();
    return Catalogue.of(now.version() + 1, functions);
  }

  private Pipeline with(Catalogue.Source catalogue) {
    Pipeline.Parts parts = mycelium.parts();
    return new Pipeline(
        new Pipeline.Parts(
            parts.identify(),
            catalogue,
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

  /// How often work was done.
  int ran() {
    return mycelium.events(RAN).size();
  }

  /// The one approval that there is in the room, as it is now.
  Stored<Approval> approval(Reply asked) {
    if (!(asked instanceof Reply.Accepted accepted)) {
      throw new AssertionError("not asked for: " + asked);
    }
    return mycelium.store().find(Approval.KIND, accepted.subject().id()).orElseThrow();
  }

  ApprovalState state(Reply asked) {
    return approval(asked).state().state();
  }

  /// What was said in the approval's thread, oldest first.
  List<Reply> said(Reply asked) {
    PostId thread = approval(asked).state().place().thread().orElseThrow();
    return mycelium.said(thread).stream()
        .map(post -> (Content.Said) post.content())
        .map(Content.Said::reply)
        .toList();
  }
}
