package io.mycelium.bridge.http;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.PeerName;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.Risk;
import io.mycelium.core.command.Standard;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.trace.TraceContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// Small commands, one of each kind.
final class TestCommands {
  /// How many calls of `meet` have to be there at once.
  static final int MEETING = 8;

  enum Colour {
    RED,
    DEEP_BLUE
  }

  record None() {}

  record Echo(@Help("what to say") @Positional String text) {}

  record Everything(
      @Help("text") @Bounds(min = 1, max = 10) String text,
      @Help("count") @Bounds(min = 1, max = 5) @Standard("2") int count,
      @Help("switch") boolean really,
      @Help("colour") Colour colour,
      @Help("time") Optional<Duration> time,
      @Help("path") Optional<Path> path,
      @Help("peer") Optional<PeerName> peer,
      @Help("room") Optional<RoomId> where,
      @Help("thing") Optional<Reference> thing,
      @Help("file") Optional<FileRef> file) {}

  private final AggregateStore store;
  private final CyclicBarrier meeting = new CyclicBarrier(MEETING);

  /// Lets calls of `hold` go on.
  final Semaphore held = new Semaphore(0);

  /// Calls of `hold` that have begun.
  final AtomicInteger holding = new AtomicInteger();

  /// What the last call of `echo` was traced by.
  final AtomicReference<Optional<TraceContext>> traced = new AtomicReference<>(Optional.empty());

  TestCommands(AggregateStore store) {
    this.store = store;
  }

  Catalogue catalogue(long version) {
    return Catalogue.of(
        version,
        List.of(
            new Function(
                new FunctionName("test"),
                "Things to try",
                new FunctionLimits(64, Duration.ofSeconds(10)),
                List.of(
                    echo(),
                    everything(),
                    rows(),
                    add(),
                    wipe(),
                    secret(),
                    job(),
                    audit(),
                    meet(),
                    hold(),
                    fail()))),
        List.of(new Catalogue.Broken("limp", "function.yaml: is missing")));
  }

  private Command<Echo> echo() {
    return Command.named("echo")
        .summary("Say it again")
        .examples("echo hello")
        .handledBy(
            Echo.class,
            (options, by) -> {
              traced.set(by.trace());
              return new Reply.Text(options.text());
            });
  }

  private static Command<Everything> everything() {
    return Command.named("every", "option")
        .summary("Take every type of option")
        .handledBy(Everything.class, (options, _) -> new Reply.Text(options.toString()));
  }

  private static Command<None> rows() {
    return Command.named("row", "list")
        .summary("List fifty rows")
        .handledBy(
            None.class,
            (_, _) ->
                new Reply.Table(
                    List.of(new Column("number", "#"), new Column("title", "Title")),
                    IntStream.range(0, 50)
                        .mapToObj(i -> List.of("#" + i, "A row with a title of usual length"))
                        .toList(),
                    "",
                    Optional.empty()));
  }

  private Command<Echo> add() {
    return Command.named("note", "add")
        .summary("Keep a note")
        .effect(Effect.WRITE)
        .permission(Permission.TASKS_WRITE)
        .handledBy(Echo.class, (options, by) -> commit(by, "note.added", options.text()));
  }

  private Command<None> wipe() {
    return Command.named("note", "wipe")
        .summary("Lose all notes")
        .effect(Effect.DESTRUCTIVE)
        .permission(Permission.TASKS_WRITE)
        .handledBy(None.class, (_, by) -> commit(by, "note.wiped", "gone"));
  }

  private Reply commit(Invocation by, String type, String text) {
    Reply said = new Reply.Text(text);
    CommitResult result =
        store.commit(
            Commit.of(by.intent(), Outcome.of(said))
                .event(
                    new Event(
                        type,
                        Optional.of(by.place().room()),
                        new Subject("note", "note_1"),
                        Json.object().put("text", text)))
                .done());
    return result instanceof CommitResult.Committed ? said : Refusals.of(result);
  }

  private static Command<None> secret() {
    return Command.named("secret", "show")
        .summary("Show a secret")
        .handledBy(None.class, (_, _) -> new Reply.Private(new Reply.Text("myc_secret"), true));
  }

  private static Command<None> job() {
    return Command.named("job", "begin")
        .summary("Begin something long")
        .risk(Risk.LOW)
        .handledBy(
            None.class,
            (_, _) ->
                new Reply.Accepted(
                    new Subject("job", "job_1"),
                    new Reply.Card(
                        Optional.empty(),
                        "A job",
                        Optional.of("queued"),
                        "",
                        List.of(),
                        List.of())));
  }

  private static Command<None> audit() {
    return Command.named("audit")
        .summary("Read the audit trail")
        .permission(Permission.AUDIT_READ)
        .handledBy(None.class, (_, _) -> new Reply.Text("all quiet"));
  }

  private Command<None> meet() {
    return Command.named("meet")
        .summary("Wait until %d calls are here".formatted(MEETING))
        .handledBy(None.class, (_, _) -> new Reply.Text(met()));
  }

  private String met() {
    try {
      meeting.await(20, TimeUnit.SECONDS);
      return "met";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      return "alone";
    }
  }

  private Command<None> hold() {
    return Command.named("hold")
        .summary("Wait to be let go")
        .handledBy(
            None.class,
            (_, _) -> {
              holding.incrementAndGet();
              held.acquireUninterruptibly();
              return new Reply.Text("let go");
            });
  }

  private static Command<None> fail() {
    return Command.named("fail")
        .summary("Break")
        .handledBy(
            None.class,
            (_, _) -> {
              throw new IllegalStateException("broken on purpose");
            });
  }
}
