package io.mycelium.functions.pipeline;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.pipeline.ApprovalDesk;
import io.mycelium.core.pipeline.FunctionHost;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.Ready;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.functions.Harness;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Commands that stop at each step of the pipeline, and requests that surfaces could send.
///
/// `bench cut` needs an operator, comes from a package, cannot be undone and is of high risk; what
/// is more than low risk asks for an approval, which is an answer here and no more. `bench mark` is
/// a member's and writes. `bench look` is an audited read.
final class Bench {
  static final Reply ASKED = new Reply.Text("asked");

  record Options(
      @Positional @Help("what") String what,
      @Bounds(min = 1, max = 9) @Help("how deep") Optional<Integer> depth) {}

  private final AtomicInteger handled = new AtomicInteger();
  private Harness harness;

  Harness.Feature feature(Harness mycelium) {
    harness = mycelium;
    Command<Options> cut =
        Command.named("bench", "cut")
            .summary("Cut")
            .permission(Permission.FUNCTIONS_OPERATE)
            .effect(Effect.DESTRUCTIVE)
            .risk(Risk.HIGH)
            .handledBy(Options.class, this::write);
    var packaged =
        new Command<>(
            cut.name(),
            cut.summary(),
            cut.examples(),
            cut.options(),
            cut.permission(),
            cut.effect(),
            cut.risk(),
            cut.audited(),
            Optional.of("d".repeat(64)),
            cut.precondition(),
            cut.handler());
    var mark =
        Command.named("bench", "mark")
            .summary("Mark")
            .permission(Permission.TASKS_WRITE)
            .effect(Effect.WRITE)
            .handledBy(Options.class, this::write);
    var look =
        Command.named("bench", "look")
            .summary("Look")
            .audited()
            .handledBy(Options.class, (options, _) -> new Reply.Text("seen " + options.what()));
    var function =
        new Function(
            new FunctionName("bench"),
            "Work inside",
            FunctionLimits.STANDARD,
            List.of(packaged, mark, look));
    return new Harness.Feature(List.of(function), List.of(), Optional.of(new Desk()));
  }

  private Reply write(Options options, Invocation by) {
    handled.incrementAndGet();
    var done = new Reply.Text("done " + options.what());
    var event =
        new Event(
            "bench.marked",
            Optional.of(by.place().room()),
            new Subject("bench", "b"),
            Json.object().put("what", options.what()));
    CommitResult result =
        harness.store().commit(Commit.of(by.intent(), Outcome.of(done)).event(event).done());
    return result instanceof CommitResult.Committed ? done : Refusals.of(result);
  }

  /// The pipeline with other callers.
  Pipeline with(Identify identify) {
    Pipeline.Parts parts = harness.parts();
    return with(identify, parts.switches(), parts.approvals(), parts.host());
  }

  /// The pipeline with other stops.
  Pipeline with(Switches switches) {
    Pipeline.Parts parts = harness.parts();
    return with(parts.identify(), switches, parts.approvals(), parts.host());
  }

  /// The pipeline with another desk.
  Pipeline with(ApprovalDesk desk) {
    Pipeline.Parts parts = harness.parts();
    return with(parts.identify(), parts.switches(), desk, parts.host());
  }

  /// The pipeline with another host.
  Pipeline with(FunctionHost host) {
    Pipeline.Parts parts = harness.parts();
    return with(parts.identify(), parts.switches(), parts.approvals(), host);
  }

  private Pipeline with(
      Identify identify, Switches switches, ApprovalDesk desk, FunctionHost host) {
    Pipeline.Parts parts = harness.parts();
    return new Pipeline(
        new Pipeline.Parts(
            identify,
            parts.catalogue(),
            switches,
            parts.rooms(),
            parts.store(),
            parts.attachments(),
            parts.views(),
            parts.confirmations(),
            desk,
            host,
            parts.audit(),
            parts.clock()));
  }

  /// How often a handler was called.
  int handled() {
    return handled.get();
  }

  private static final class Desk implements ApprovalDesk {
    @Override
    public boolean runsFreely(Risk risk, RoomId room) {
      return risk == Risk.LOW;
    }

    @Override
    public Reply ask(Ready<?> call) {
      return ASKED;
    }
  }

  /// Asks nobody.
  static final class Free implements ApprovalDesk {
    @Override
    public boolean runsFreely(Risk risk, RoomId room) {
      return true;
    }

    @Override
    public Reply ask(Ready<?> call) {
      throw new AssertionError("nothing needs an approval here");
    }
  }

  /// The bench is stopped: as the gateway has heard, and in the workspace.
  record Stopped(Stop stop) implements Switches {
    @Override
    public Optional<Stop> heard(FunctionName function) {
      return now(function);
    }

    @Override
    public Optional<Stop> now(FunctionName function) {
      return Optional.of(stop).filter(_ -> function.value().equals("bench"));
    }
  }

  /// A request by olga to mark something, changed step by step.
  Ask ask() {
    return new Ask(
        Optional.of(harness.olga().secret()),
        "bench mark",
        "{\"what\":\"oak\"}",
        "main",
        "r-1",
        Optional.empty(),
        "test");
  }

  /// What is asked of a pipeline.
  record Ask(
      Optional<String> secret,
      String command,
      String options,
      String room,
      String id,
      Optional<String> confirmation,
      String origin) {
    Ask by(String other) {
      return new Ask(Optional.of(other), command, options, room, id, confirmation, origin);
    }

    Ask byNobody() {
      return new Ask(Optional.empty(), command, options, room, id, confirmation, origin);
    }

    Ask to(String other) {
      return new Ask(secret, other, options, room, id, confirmation, origin);
    }

    Ask with(String json) {
      return new Ask(secret, command, json, room, id, confirmation, origin);
    }

    Ask in(String other) {
      return new Ask(secret, command, options, other, id, confirmation, origin);
    }

    Ask called(String other) {
      return new Ask(secret, command, options, room, other, confirmation, origin);
    }

    Ask confirming(String token) {
      return new Ask(secret, command, options, room, id, Optional.of(token), origin);
    }

    Ask from(String other) {
      return new Ask(secret, command, options, room, id, confirmation, other);
    }

    Reply of(Pipeline pipeline) {
      return pipeline.run(
          new Request(
              secret,
              command,
              Json.object(options),
              room,
              Optional.empty(),
              id,
              confirmation,
              ZoneOffset.UTC,
              Locale.ROOT,
              origin));
    }
  }
}
