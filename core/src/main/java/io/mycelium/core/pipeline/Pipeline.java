package io.mycelium.core.pipeline;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.AuditTrail;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.StoreUnavailable;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of every call from every surface: authenticate, limit, resolve, parse, authorise,
/// locate, repeat, attach, check, gate, handle. Blocks; call it on a virtual thread.
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /// What a press of a button that is not there is kept as.
  private static final Reply STALE =
      Reply.Refused.because(Reply.Reason.CONFLICT, "stale-button", "The button is not there.");

  /// What the steps work with.
  public record Parts(
      Identify identify,
      Catalogue.Source catalogue,
      Switches switches,
      Rooms rooms,
      AggregateStore store,
      Attachments attachments,
      SubjectViews views,
      Confirmations confirmations,
      ApprovalDesk approvals,
      FunctionHost host,
      AuditTrail audit,
      InstantSource clock) {}

  private final Parts parts;
  private final Resolve resolve;
  private final Parse parse;
  private final Authorise authorise;
  private final Locate locate;
  private final Repeat repeat;
  private final Gate gate;
  private final Preview preview;
  private final Trail trail;

  public Pipeline(Parts parts) {
    this.parts = parts;
    this.resolve = new Resolve(parts.catalogue());
    this.parse = new Parse(parts.clock());
    this.authorise = new Authorise(parts.rooms());
    this.locate = new Locate(parts.store());
    this.repeat = new Repeat(parts.store(), parts.views());
    this.gate = new Gate(parts.switches(), parts.store(), parts.confirmations(), parts.approvals());
    this.preview = new Preview(parts.catalogue(), authorise, parts.switches(), parts.clock());
    this.trail = new Trail(parts.audit(), parts.clock());
  }

  /// Runs one call to its reply. Never throws for what a caller can cause.
  public Reply run(Request request) {
    return run(request, () -> parts.identify().authenticate(request.secret(), request.origin()));
  }

  /// Runs one call of somebody whom the surface has identified by itself, as [#run(Request)] does.
  public Reply run(Caller caller, Request request) {
    return run(request, () -> new Step.Go<>(caller));
  }

  private Reply run(Request request, Supplier<Step<Caller>> authenticate) {
    try {
      Step<Caller> caller = authenticate.get().then(parts.identify()::limit);
      Reply reply = last(caller.then(c -> through(request, c)));
      keep(request, caller.passed(), reply);
      return reply;
    } catch (StoreUnavailable e) {
      return away(request.id(), e);
    }
  }

  private void keep(Request request, Optional<Caller> caller, Reply reply) {
    var attempt =
        new Trail.Attempt(caller, request.command(), RoomId.read(request.room()), request.id());
    trail.keep(attempt, reply, sensitive(request.command()));
  }

  private boolean sensitive(String command) {
    return parts
        .catalogue()
        .current()
        .find(command)
        .map(Catalogue.Entry::command)
        .filter(c -> c.audited() && c.effect() == Effect.READ)
        .isPresent();
  }

  private static Reply away(String request, StoreUnavailable e) {
    LOG.warn("request {}: the store is unavailable: {}", request, e.getMessage());
    return Reply.Refused.because(
        Reply.Reason.UNAVAILABLE,
        "store-unavailable",
        "The store does not answer right now. Try again with the same request id; nothing is done"
            + " twice.");
  }

  private Step<Reply> through(Request request, Caller caller) {
    return resolve.apply(request, caller).then(parse::apply).then(this::onward);
  }

  /// From authorise on.
  private Step<Reply> onward(Ready<?> call) {
    return authorise
        .apply(call)
        .then(locate::apply)
        .then(this::prepared)
        .then(c -> unlessRepeated(c, () -> check(c).then(gate::apply).then(this::handle)));
  }

  /// Repeat and attach.
  private Step<Ready<?>> prepared(Ready<?> call) {
    return repeat.apply(call).then(parts.attachments()::apply);
  }

  private static Step<Ready<?>> check(Ready<?> call) {
    return call.command()
        .refusal(call.invocation())
        .<Step<Ready<?>>>map(Step.Stop::new)
        .orElseGet(() -> new Step.Go<>(call));
  }

  /// The steps that commit, the gate when it takes a call down and the handler, may find that the
  /// same request was quicker: at their commit, or because things already are as it left them.
  private Step<Reply> unlessRepeated(Ready<?> call, Supplier<Step<Reply>> committing) {
    Invocation by = call.invocation();
    try {
      Reply reply = last(committing.get());
      return new Step.Go<>(
          reply instanceof Reply.Refused refused && mayBeDone(call, refused)
              ? repeat.earlier(by.intent(), by.caller()).orElse(reply)
              : reply);
    } catch (RepeatedRequest e) {
      return new Step.Go<>(repeat.answer(e.earlier(), by.caller()));
    }
  }

  /// A handler looks before it commits, and refuses what the same request, quicker on another
  /// thread or gateway, has done meanwhile. A full function has not looked at all.
  private static boolean mayBeDone(Ready<?> call, Reply.Refused refused) {
    return call.command().commits() && refused.reason() != Reply.Reason.BUSY;
  }

  private Step<Reply> handle(Ready<?> call) {
    return new Step.Go<>(parts.host().run(call));
  }

  private static Reply last(Step<Reply> step) {
    return switch (step) {
      case Step.Go<Reply>(var reply) -> reply;
      case Step.Stop<Reply>(var reply) -> reply;
    };
  }

  /// Runs a call that was granted, under the approval's id: permission, stop, freeze and definition
  /// are checked again, the approval is not asked for again. A call that ran before is answered
  /// with what came of it, whatever has changed since.
  public Reply redeem(Granted granted) {
    return repeat
        .earlier(granted.intent(parts.clock().instant()), granted.caller())
        .orElseGet(() -> run(granted));
  }

  private Reply run(Granted granted) {
    return last(
        Resolve.same(granted.call(), parts.catalogue().fresh())
            .then(e -> resolved(granted.request(), granted.caller(), e))
            .then(parse::apply)
            .then(call -> authorise.apply(granted.mark(call)))
            .then(this::prepared)
            .then(gate::granted)
            .then(call -> unlessRepeated(call, () -> check(call).then(this::handle))));
  }

  /// Runs a call that was made beforehand, in the name of who made it and with the rights they have
  /// now, as if they made it at this moment: an approval is asked for where one is needed. What a
  /// call of the same id did before is answered with what came of it. Refusals are the schedule's
  /// to keep: it may try again many times.
  public Reply fire(Scheduled due) {
    Reply reply =
        repeat.earlier(due.intent(parts.clock().instant()), due.caller()).orElseGet(() -> run(due));
    if (!(reply instanceof Reply.Refused)) {
      keep(due.request(), Optional.of(due.caller()), reply);
    }
    return reply;
  }

  private Reply run(Scheduled due) {
    return last(
        Resolve.same(due.call(), parts.catalogue().fresh())
            .then(e -> resolved(due.request(), due.caller(), e))
            .then(parse::apply)
            .then(call -> onward(due.mark(call))));
  }

  private static Step<Resolved> resolved(Request request, Caller caller, Catalogue.Entry entry) {
    return new Step.Go<>(new Resolved(request, caller, entry.function(), entry.command()));
  }

  /// Tells why the caller could not make a call in a place as things stand: permission, room, a
  /// stopped function, a command that has changed, or its own precondition. What the gate asks for,
  /// a confirmation or an approval, is no obstacle. Changes nothing.
  ///
  /// @param call some of whose options may still be open
  /// @return nothing when nothing is known to stand against it
  public Optional<Reply.Refused> preview(Caller caller, Call call, Place place) {
    return preview.refusal(caller, call, place);
  }

  /// Why the caller may not read what is said in a room, if so.
  public Optional<Reply.Refused> reading(Caller caller, RoomId room) {
    return authorise.refusal("Reading", Permission.ROOMS_READ, caller, room);
  }

  /// Runs the call of a button in the post's place. A call that leaves options open is answered
  /// with the form that asks for them, if it may be made at all. The same press again is answered
  /// with what came of it, whatever the card shows by then.
  ///
  /// @param call the button's; nothing when the post has no such button now
  /// @return nothing when there is neither such a button nor such an earlier press
  public Optional<Reply> press(Press press, Optional<Call> call) {
    try {
      Intent intent = press.intent(parts.clock().instant());
      Optional<Reply> reply =
          press
              .named()
              .or(() -> repeat.known(intent, press.caller()))
              .or(() -> call.map(c -> last(run(press, c))));
      keep(press.request(call), Optional.of(press.caller()), reply.orElse(STALE));
      return reply;
    } catch (StoreUnavailable e) {
      return Optional.of(away(press.id(), e));
    }
  }

  private Step<Reply> run(Press press, Call call) {
    return Resolve.same(call, parts.catalogue().current()).then(entry -> run(press, call, entry));
  }

  private Step<Reply> run(Press press, Call call, Catalogue.Entry entry) {
    Command<?> command = entry.command();
    if (!command.open(call.options()).isEmpty()) {
      return new Step.Go<>(
          preview(press.caller(), call, press.place())
              .<Reply>map(refused -> refused)
              .orElseGet(() ->
                  new Reply.Form(command.summary(), command.name(), call.options().deepCopy())));
    }
    return resolved(press.request(Optional.of(call)), press.caller(), entry)
        .then(parse::apply)
        .then(ready -> onward(press.mark(ready)));
  }
}
